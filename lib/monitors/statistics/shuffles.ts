/**
 * How likely a distance between two groups is by chance, from the distances of shuffled groups. The p-value is the tail of a
 * gamma distribution with their mean and variance, as Gretton et al. (2009, NIPS 22) fit theirs: counting shuffles would never go
 * below one in their number, which a correction for many columns makes insignificant.
 */
import { momentsOf } from './moments.ts';
import { seededRandom } from './seeded-random.ts';
import { upperGamma } from './special-functions.ts';

const permutations = 199;

export interface Chance {
  /** What chance alone gives on average. */
  mean: number;
  pValue: number;
}

/**
 * `distanceOf` says how far a group of `size` of all `items` is from the rest. Null when every group is as far from the rest as
 * none at all: nothing differs.
 */
export function byChance<T>(
  items: readonly T[],
  size: number,
  observed: number,
  distanceOf: (group: readonly T[]) => number,
): Chance | null {
  const random = seededRandom(items.length);
  const chance = momentsOf(Array.from({ length: permutations }, () => distanceOf(draw(items, size, random))));
  if (chance === null || chance.mean <= 0) return null;
  return { mean: chance.mean, pValue: observed <= 0 ? 1 : gammaTail(observed, chance) };
}

/** P(X ≥ x) of the gamma distribution with these moments. */
export function gammaTail(x: number, { mean, sd }: { mean: number; sd: number }): number {
  const spread = Math.max(sd, mean * 1e-6);
  return upperGamma((mean / spread) ** 2, (x * mean) / spread ** 2);
}

/** So many of them, each choice as likely (the first steps of Fisher and Yates). */
function draw<T>(items: readonly T[], count: number, random: () => number): T[] {
  const pool = [...items];
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (pool.length - i));
    const [x, y] = [pool[i], pool[j]];
    if (x !== undefined && y !== undefined) {
      pool[i] = y;
      pool[j] = x;
    }
  }
  return pool.slice(0, count);
}
