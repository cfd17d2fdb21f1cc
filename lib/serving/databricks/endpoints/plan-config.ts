import { AppError, parseOrThrow } from '../../../platform/errors.ts';
import {
  type ServedEntity,
  type ServedEntityInput,
  type ServedTarget,
  servedEntitiesSchema,
} from '../../schemas.ts';
import { followsTheList, withFallbacks } from './ai-gateway.ts';
import type { ServedEntityBody, ServingConfigBody } from './body.ts';
import { targetOf } from './entity-version.ts';
import { type ExternalProvider, externalProvider } from './external-provider.ts';
import { keepsProvider } from './keeps-provider.ts';
import { providerNameOf } from './provider-name.ts';
import { sharesOf } from './shares.ts';

export interface ProviderPlan {
  name: string;
  provider: ExternalProvider;
}

export interface ConfigPlan {
  entities: ServedEntity[];
  /** Providers to save before the entities can serve. */
  providers: ProviderPlan[];
}

/**
 * What a configuration in Databricks' words means here. Settings it has no word for (cache, time limits, shadows …) stay as
 * they are on entities that keep their name. Throws `invalid`.
 */
export async function planConfig(
  endpoint: string,
  body: ServingConfigBody,
  before: readonly ServedEntity[],
): Promise<ConfigPlan> {
  const bodies = body.served_entities ?? body.served_models ?? [];
  const providers: ProviderPlan[] = [];
  const drafts: ServedEntityInput[] = [];
  for (const entity of bodies) {
    const name = entity.name ?? defaultName(entity);
    const old = before.find((candidate) => candidate.name === name);
    const { target, provider } = await targetFor(endpoint, name, entity, old?.target);
    if (provider !== null) providers.push(provider);
    drafts.push({ ...kept(old, target), name, target, trafficPercentage: 0, workload: workloadOf(entity) });
  }
  if (bodies.length === 0) drafts.push(...before);
  assertDistinct(providers);
  const names = drafts.map(({ name }) => name);
  const shares = sharesOf(names, body.traffic_config?.routes, before);
  const entities = parseOrThrow(
    servedEntitiesSchema,
    drafts.map((draft) => shared(draft, shares.get(draft.name) ?? 0, names)),
    'configuration',
  );
  return { entities: followsTheList(before) ? withFallbacks(entities, true) : entities, providers };
}

/** A shadow has nothing to mirror once it gets everything. */
function shared(
  draft: ServedEntityInput,
  trafficPercentage: number,
  names: readonly string[],
): ServedEntityInput {
  return {
    ...draft,
    trafficPercentage,
    fallbacks: (draft.fallbacks ?? []).filter((name) => names.includes(name)),
    ...(trafficPercentage === 100 && { shadowPercentage: 0 }),
  };
}

/** As Databricks names an entity that was given no name. */
function defaultName({ external_model: external, entity_name, entity_version }: ServedEntityBody): string {
  if (external) return external.name.replaceAll(/[.:]/g, '-');
  return `${entity_name ?? ''}-${(entity_version ?? '').replaceAll(/[^A-Za-z0-9-_.]/g, '')}`;
}

async function targetFor(
  endpoint: string,
  name: string,
  { external_model: external, entity_name, entity_version }: ServedEntityBody,
  old: ServedTarget | undefined,
): Promise<{ target: ServedTarget; provider: ProviderPlan | null }> {
  if (!external) {
    if (!entity_name || !entity_version) {
      throw new AppError('invalid', `The served entity "${name}" needs entity_name and entity_version.`, {
        issues: [{ path: 'served_entities', message: 'Name a model and a version, or an external model.' }],
      });
    }
    return { target: targetOf(entity_name, entity_version), provider: null };
  }
  const provider = externalProvider(external);
  const same = old?.by === 'external' ? old : null;
  const parameters = same?.parameters ?? { timeoutMs: 60_000 };
  const model = { by: 'external', providerModel: provider.model, parameters } as const;
  if (same !== null && (await keepsProvider(same.provider, external, provider))) {
    return { target: { ...model, provider: same.provider }, provider: null };
  }
  const providerName = providerNameOf(endpoint, name);
  return { target: { ...model, provider: providerName }, provider: { name: providerName, provider } };
}

/** A snapshot is pinned for one version, so it goes with it. */
function kept(old: ServedEntity | undefined, target: ServedTarget): Partial<ServedEntityInput> {
  if (old === undefined) return {};
  const sameVersion = JSON.stringify(old.target) === JSON.stringify(target);
  return sameVersion ? old : { ...old, knowledgeSnapshot: null };
}

function workloadOf(entity: ServedEntityBody): ServedEntityInput['workload'] {
  const { min_provisioned_concurrency: min, max_provisioned_concurrency: max } = entity;
  const least = min ?? Math.min(1, max ?? 1);
  return {
    workloadSize: entity.workload_size ?? 'Small',
    scaleToZeroEnabled: entity.scale_to_zero_enabled ?? false,
    minWorkers: least,
    maxWorkers: max ?? Math.max(1, least),
  };
}

function assertDistinct(providers: readonly ProviderPlan[]): void {
  const names = providers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const message = `Two served entities would share the provider "${twice}". Give them names that differ in letters or digits.`;
  throw new AppError('invalid', message, { issues: [{ path: 'served_entities', message }] });
}
