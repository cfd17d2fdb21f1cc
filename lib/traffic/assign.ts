import { murmur3 } from './hash.ts';

/** What traffic is split between; shares are relative, so they need not sum to 100. */
export interface Weighted {
  name: string;
  trafficPercentage: number;
}

/**
 * Weighted rendezvous hashing (Thaler & Ravishankar 1998; the logarithmic weighting of Schindelhauer & Schomaker 2005):
 * each entity draws −weight ⁄ ln(u) with u uniform from hash(endpoint, unit, entity), and the largest wins. It needs no
 * memory: the same shares give the same entity, so a roll-back brings everybody back.
 *
 * Who moves when shares change: between two entities, and whenever one entity's share goes from a to b while the others keep
 * their proportions (a new or a removed one too), |a−b| of the units and nobody else. When the proportions of others change as
 * well, 1 − Σᵢ 1 ⁄ Σⱼ max(pⱼ⁄pᵢ, qⱼ⁄qᵢ) from shares p to q, which is more than the least possible d = Σ|p−q|⁄2 and at most
 * 2d ⁄ (1+d): from 10/50/40 to 50/10/40, 51 % instead of 40 %, because some of the third give way to the first while others
 * come from the second. No assignment without a memory does better for every pair of splits (Moulton & Jiang, "Maximally
 * consistent sampling and the Jaccard index of probability distributions", ICDM 2018).
 *
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
