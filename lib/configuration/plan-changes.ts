/** What it takes to get from one configuration to another. Pure, so that a dry run and the real thing cannot differ. */
import { planEndpoint } from './plan-endpoint.ts';
import { planModel } from './plan-model.ts';
import type { PlannedChange } from './planned-change.ts';
import type { Configuration } from './schemas.ts';

export interface Plan {
  changes: PlannedChange[];
  problems: string[];
  untouched: { kind: 'model' | 'endpoint'; name: string }[];
}

export function planChanges(now: Configuration, wanted: Configuration): Plan {
  const models = wanted.models.map((model) =>
    planModel(now.models.find(({ name }) => name === model.name) ?? null, model),
  );
  const endpoints = wanted.endpoints.flatMap((endpoint) =>
    planEndpoint(now.endpoints.find(({ name }) => name === endpoint.name) ?? null, endpoint),
  );
  return {
    // Aliases are removed last: an endpoint may follow one until it is changed.
    changes: [
      ...models.flatMap((plan) => plan.changes),
      ...endpoints,
      ...models.flatMap((plan) => plan.removals),
    ],
    problems: models.flatMap((plan) => plan.problems),
    untouched: [
      ...unnamed(now.models, wanted.models).map((name) => ({ kind: 'model' as const, name })),
      ...unnamed(now.endpoints, wanted.endpoints).map((name) => ({ kind: 'endpoint' as const, name })),
    ],
  };
}

function unnamed(now: readonly { name: string }[], wanted: readonly { name: string }[]): string[] {
  const named = new Set(wanted.map(({ name }) => name));
  return now.map(({ name }) => name).filter((name) => !named.has(name));
}
