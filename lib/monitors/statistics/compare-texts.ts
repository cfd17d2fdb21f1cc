/**
 * How far the middle of many texts moved, by their words alone: what is done where no embedding model is at hand. Each text is a
 * vector of its words, hashed into 1,024 places and weighted by how rare they are in the baseline; the effect is the cosine
 * distance of the mean vectors less what chance alone gives. Cosine distance of centroids is one of Evidently's measures of
 * embedding drift.
 */
import { analyse } from '../../text/index.ts';
import type { Comparison } from '../drift-schemas.ts';
import { byChance } from './shuffles.ts';
import { spreadOut } from './spread-out.ts';

const places = 1024;
/** Texts of each side that are looked at, spread over its time. */
export const textsUsed = 1500;

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
  const a = spreadOut(baseline, textsUsed).map(placesOf);
  const b = spreadOut(current, textsUsed).map(placesOf);
  if (a.length === 0 || b.length === 0) return { effect: 0, statistic: 0, pValue: 1 };
  const rarity = rarityIn(a);
  const vectors = [...a, ...b].map((counts) => weigh(counts, rarity));
  const whole = sumOf(vectors);
  const statistic = distance(sumOf(vectors.slice(0, a.length)), whole);
  const chance = byChance(vectors, a.length, statistic, (side) => distance(sumOf(side), whole));
  if (chance === null) return { effect: 0, statistic, pValue: 1 };
  return {
    statistic,
    effect: Math.min(1, Math.max(0, statistic - chance.mean)),
    pValue: chance.pValue,
  };
}

/** Of texts, where none of them has a meaning. */
export const noMeasures: Comparison['measures'] = {
  kolmogorovSmirnov: null,
  chiSquared: null,
  wasserstein: null,
  jensenShannon: null,
  populationStability: null,
  totalVariation: null,
};

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
    measures: noMeasures,
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
