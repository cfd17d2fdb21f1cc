import { assertMay, type Caller, mayAt } from '../../access/index.ts';
import type { ExecutableChain } from '../../chain/schemas.ts';
import { resolveEndpoint } from '../resolve-endpoint.ts';
import type { ResolvedEntity } from '../resolve-entity.ts';
import { allEndpoints, entitiesOf } from './endpoint-store.ts';

export interface EntityDependencies {
  name: string;
  trafficPercentage: number;
  shadowPercentage: number;
  /** Names of the entities asked directly when this one fails. */
  fallbacks: readonly string[];
  /** Null when there is nothing to serve. */
  target: {
    model: string;
    /** Null for an external model. */
    version: number | null;
    knowledge: string | null;
    /** Every model that may answer, routing included. */
    models: readonly { provider: string; name: string }[];
  } | null;
  problem: string | null;
}

export interface EndpointDependencies {
  name: string;
  environment: string;
  entities: readonly EntityDependencies[];
}

/** What each endpoint that the caller may see rests on now, by name. From memory but for the list itself. */
export async function listDependencies(caller: Caller): Promise<EndpointDependencies[]> {
  assertMay(caller, 'endpoints.read');
  const rows = await allEndpoints();
  const reached = rows.filter(({ endpoint }) =>
    mayAt(caller, 'endpoints.read', { kind: 'endpoint', ...endpoint }),
  );
  return Promise.all(
    reached.map(async ({ endpoint: { name, environment }, config }) => {
      const written = new Map(entitiesOf(config).map((entity) => [entity.name, entity.fallbacks]));
      const { entities } = await resolveEndpoint(name);
      return {
        name,
        environment,
        entities: entities.map((entity) => dependenciesOf(entity, written.get(entity.name) ?? [])),
      };
    }),
  );
}

function dependenciesOf(entity: ResolvedEntity, fallbacks: readonly string[]): EntityDependencies {
  const { name, trafficPercentage, shadowPercentage, target, problem } = entity;
  return {
    name,
    trafficPercentage,
    shadowPercentage,
    fallbacks,
    problem,
    target: target && {
      model: target.modelName,
      version: target.version,
      knowledge: target.chain.retrieval?.knowledge ?? null,
      models: modelsOf(target.chain),
    },
  };
}

function modelsOf({ model, routing }: ExecutableChain): { provider: string; name: string }[] {
  const all = [model, ...(routing?.map((rule) => rule.model) ?? [])];
  const distinct = new Map(all.map(({ provider, name }) => [`${provider}/${name}`, { provider, name }]));
  return [...distinct.values()];
}
