/**
 * How far the middle of many texts moved. Each text is a vector of its words, hashed into 1,024 places and weighted by how
 * rare they are in the baseline; the effect is the cosine distance of the mean vectors less what chance alone gives. Cosine
 * distance of centroids is one of Evidently's measures of embedding drift. The p-value is the tail of a gamma distribution
 * with mean and variance of the distances of shuffled texts, as Gretton et al. (2009, NIPS 22) fit theirs: counting shuffles
 * would never go below one in their number, which a correction for many columns makes insignificant.
 */
import { analyse } from '../../text/index.ts';
import type { Comparison } from '../drift-schemas.ts';
import { type Moments, momentsOf } from './moments.ts';
import { seededRandom } from './seeded-random.ts';
import { upperGamma } from './special-functions.ts';

const places = 1024;
const permutations = 199;
/** Texts of each side that are looked at: the first in the order of the sample, which is random already. */
const textsUsed = 1500;

/** Places and weights of one text, of length 1. */
interface Vector {
  at: Int32Array;
  weight: Float64Array;
}

export interface TextDistance {
  effect: number;
  statistic: number;
  pValue: number;
}

export function compareTexts(baseline: readonly string[], current: readonly string[]): TextDistance {
  const a = baseline.slice(0, textsUsed).map(placesOf);
  const b = current.slice(0, textsUsed).map(placesOf);
  if (a.length === 0 || b.length === 0) return { effect: 0, statistic: 0, pValue: 1 };
  const rarity = rarityIn(a);
  const vectors = [...a, ...b].map((counts) => weigh(counts, rarity));
  const whole = sumOf(vectors);
  const statistic = distance(sumOf(vectors.slice(0, a.length)), whole);
  const random = seededRandom(vectors.length);
  const chance = momentsOf(
    Array.from({ length: permutations }, () => distance(sumOf(draw(vectors, a.length, random)), whole)),
  );
  if (chance === null || chance.mean <= 0) return { effect: 0, statistic, pValue: 1 };
  return {
    statistic,
    effect: Math.min(1, Math.max(0, statistic - chance.mean)),
    pValue: statistic <= 0 ? 1 : gammaTail(statistic, chance),
  };
}

/** P(X ≥ x) of the gamma distribution with these moments. */
function gammaTail(x: number, { mean, sd }: Moments): number {
  const spread = Math.max(sd, mean * 1e-6);
  return upperGamma((mean / spread) ** 2, (x * mean) / spread ** 2);
}

/** Whether there is anything to compare is said by the counts; the rest of a comparison has no meaning for texts. */
export function comparisonOfTexts(
  baseline: readonly string[],
  current: readonly string[],
): Pick<
  Comparison,
  'test' | 'statistic' | 'pValue' | 'effect' | 'effectMeasure' | 'measures' | 'distributions'
> {
  return {
    test: 'permutation',
    ...compareTexts(baseline, current),
    effectMeasure: 'cosine',
    measures: {
      kolmogorovSmirnov: null,
      chiSquared: null,
      wasserstein: null,
      jensenShannon: null,
      populationStability: null,
      totalVariation: null,
    },
    distributions: { edges: null, labels: [], baseline: [], current: [] },
  };
}

function placesOf(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const token of analyse(text.slice(0, 2000), null).slice(0, 300)) {
    const place = hash(token);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** FNV-1a, 32 bits. */
function hash(token: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < token.length; i++) value = Math.imul(value ^ token.charCodeAt(i), 0x01000193);
  return (value >>> 0) % places;
}

function rarityIn(texts: readonly Map<number, number>[]): Float64Array {
  const holding = new Float64Array(places);
  for (const text of texts) for (const place of text.keys()) holding[place] = (holding[place] ?? 0) + 1;
  return holding.map((count) => Math.log((1 + texts.length) / (1 + count)) + 1);
}

function weigh(counts: Map<number, number>, rarity: Float64Array): Vector {
  const at = Int32Array.from(counts.keys());
  const raw = Float64Array.from(at, (place) => (1 + Math.log(counts.get(place) ?? 1)) * (rarity[place] ?? 1));
  const length = Math.hypot(...raw) || 1;
  return { at, weight: raw.map((value) => value / length) };
}

function sumOf(vectors: readonly Vector[]): Float64Array {
  const sum = new Float64Array(places);
  for (const { at, weight } of vectors) {
    for (let i = 0; i < at.length; i++) {
      const place = at[i] ?? 0;
      sum[place] = (sum[place] ?? 0) + (weight[i] ?? 0);
    }
  }
  return sum;
}

/** Cosine distance between the sum of one side and that of the other, which is what is left of the whole. */
function distance(side: Float64Array, whole: Float64Array): number {
  let dot = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < places; i++) {
    const x = side[i] ?? 0;
    const y = (whole[i] ?? 0) - x;
    dot += x * y;
    first += x * x;
    second += y * y;
  }
  return first < 1e-12 || second < 1e-12 ? 0 : Math.min(1, Math.max(0, 1 - dot / Math.sqrt(first * second)));
}

/** So many of them, each choice as likely (the first steps of Fisher and Yates). */
function draw(vectors: readonly Vector[], count: number, random: () => number): Vector[] {
  const pool = [...vectors];
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
