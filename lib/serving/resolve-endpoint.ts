/** What the answer path needs of an endpoint, in memory: no query while nothing changes. */
import type { Chain } from '../chain/schemas.ts';
import { AppError } from '../platform/errors.ts';
import { onChange } from '../platform/events.ts';
import { log } from '../platform/log.ts';
import { currentPrice } from '../providers/index.ts';
import type { Price } from '../providers/schemas.ts';
import { resolveTarget } from '../registry/index.ts';
import { configOf, entitiesOf, findEndpoint, prisma } from './endpoint-store.ts';
import type { ServedEntity } from './schemas.ts';

export interface ResolvedEntity {
  /** Of the served entity. */
  readonly name: string;
  readonly trafficPercentage: number;
  readonly modelName: string;
  readonly version: number;
  /** The alias that was followed; null for a pinned version. */
  readonly alias: string | null;
  readonly chain: Chain;
  readonly chainHash: string;
  /** Of the chain's model, as entered now; null when none is. */
  readonly price: Price | null;
}

export interface ResolvedEndpoint {
  readonly id: string;
  readonly name: string;
  readonly configNumber: number;
  /** Entities whose version exists and that have a share of traffic; at least one. */
  readonly entities: readonly ResolvedEntity[];
}

const resolved = new Map<string, Promise<ResolvedEndpoint>>();
let listening: Promise<unknown> | undefined;

/** A change of a model or a provider may touch any endpoint; there are few and they load in milliseconds. */
function listen(): Promise<unknown> {
  listening ??= onChange((change) => {
    if (change?.topic === 'endpoint') forgetEndpoint(change.key);
    else if (change === null || change.topic === 'registry' || change.topic === 'provider') resolved.clear();
  }).catch((error: unknown) => {
    listening = undefined;
    throw error;
  });
  return listening;
}

/**
 * The endpoint as of the last announced change; concurrent callers share one load. The result is frozen.
 * Throws `not_found`, or `unavailable` when none of its versions exists.
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
  const candidates = entitiesOf(config).filter((entity) => entity.trafficPercentage > 0);
  const entities = (await Promise.all(candidates.map((entity) => resolveEntity(name, entity)))).filter(
    (entity) => entity !== null,
  );
  if (entities.length === 0) {
    throw new AppError(
      'unavailable',
      `The endpoint "${name}" has no version to serve: its alias or version does not exist. Tell an administrator.`,
      { reason: 'no_version' },
    );
  }
  return deepFreeze({ id: endpoint.id, name, configNumber: config.number, entities });
}

/** Null when the version is missing: the other entities take its share until somebody mends it. */
async function resolveEntity(endpoint: string, entity: ServedEntity): Promise<ResolvedEntity | null> {
  try {
    const target = await resolveTarget(entity.model, entity.target);
    const { provider, name: model } = target.chain.model;
    const { name, trafficPercentage } = entity;
    return { name, trafficPercentage, ...target, price: await currentPrice(provider, model) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    log.warn('a served entity has no version', { endpoint, entity: entity.name, reason: error.message });
    return null;
  }
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member);
  }
  return Object.freeze(value);
}
