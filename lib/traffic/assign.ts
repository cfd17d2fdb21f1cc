import { murmur3 } from './hash.ts';

/** What traffic is split between; shares are relative, so they need not sum to 100. */
export interface Weighted {
  name: string;
  trafficPercentage: number;
}

/**
 * Weighted rendezvous hashing (Thaler & Ravishankar 1998; the logarithmic weighting of Schindelhauer & Schomaker 2005):
 * each entity draws −weight ⁄ ln(u) with u uniform from hash(endpoint, unit, entity), and the largest wins. A unit keeps
 * its entity while the shares stay, and a changed share moves units only to or from the entity that changed.
 * Throws `RangeError` when no entity has a share.
 */
export function assign<T extends Weighted>(endpoint: string, unit: string, entities: readonly T[]): T {
  const unitSeed = murmur3(endpoint, 0);
  let best: T | undefined;
  let bestScore = 0;
  for (const entity of entities) {
    if (!(entity.trafficPercentage > 0)) continue;
    const hash = murmur3(unit, murmur3(entity.name, unitSeed));
    const score = entity.trafficPercentage / -Math.log((hash + 0.5) / 2 ** 32);
    if (score <= bestScore) continue;
    best = entity;
    bestScore = score;
  }
  if (best === undefined)
    throw new RangeError(`No entity of the endpoint "${endpoint}" has a share of traffic.`);
  return best;
}
