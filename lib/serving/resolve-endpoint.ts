/** What the answer path needs of an endpoint, in memory: no query while nothing changes. */
import { onChange } from '../platform/events.ts';
import { fallbackOrder } from '../traffic/index.ts';
import { configOf, entitiesOf, findEndpoint, prisma } from './endpoints/endpoint-store.ts';
import { type ResolvedEntity, resolveEntity } from './resolve-entity.ts';

export interface ResolvedEndpoint {
  readonly id: string;
  readonly name: string;
  readonly environment: string;
  readonly configNumber: number;
  /** In the order of the configuration, those without a share too: they serve as fallbacks and shadows. */
  readonly entities: readonly ResolvedEntity[];
}

const resolved = new Map<string, Promise<ResolvedEndpoint>>();
let listening: Promise<unknown> | undefined;

/** A change of a model may touch any endpoint; there are few and they load in milliseconds. */
function listen(): Promise<unknown> {
  listening ??= onChange((change) => {
    if (change?.topic === 'endpoint') forgetEndpoint(change.key);
    else if (change === null || change.topic === 'registry') resolved.clear();
  }).catch((error: unknown) => {
    listening = undefined;
    throw error;
  });
  return listening;
}

/**
 * The endpoint as of the last announced change; concurrent callers share one load. The result is frozen: an answer that
 * began with it ends with it, whatever changes meanwhile. Throws `not_found`.
 */
export async function resolveEndpoint(name: string): Promise<ResolvedEndpoint> {
  await listen();
  const known = resolved.get(name);
  if (known) return known;
  // Kept before it is loaded: a change that arrives meanwhile removes it, so no stale result outlives the change.
  const loading = load(name);
  resolved.set(name, loading);
  loading.catch(() => {
    if (resolved.get(name) === loading) resolved.delete(name);
  });
  return loading;
}

/** For whoever has just changed an endpoint and asks it before the announcement comes back. */
export function forgetEndpoint(name: string): void {
  resolved.delete(name);
}

async function load(name: string): Promise<ResolvedEndpoint> {
  const endpoint = await findEndpoint(prisma(), name);
  const config = await configOf(prisma(), endpoint);
  const entities = entitiesOf(config);
  const resolving = entities.map((entity) =>
    resolveEntity(name, entity, fallbackOrder(entity.name, entities)),
  );
  return deepFreeze({
    id: endpoint.id,
    name,
    environment: endpoint.environment,
    configNumber: config.number,
    entities: await Promise.all(resolving),
  });
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member);
  }
  return Object.freeze(value);
}
