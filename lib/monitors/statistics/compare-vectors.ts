/**
 * How far the middle of many vectors moved. The statistic is the squared distance between the two means. Its p-value is that of a
 * permutation test, without the permutations: the mean of the statistic over all of them is tr(S)·(1/n + 1/m) and its variance
 * about 2·tr(S²)·(1/n + 1/m)², S being the covariance of both sides together; a gamma distribution with these moments gives the tail
 * (as in Gretton et al. 2009, NIPS 22).
 *
 * The effect is the distance of the means, less what chance alone gives, in halves of the usual distance of a vector of the baseline
 * from their mean. So it is about 1 when all questions are about something else (0.8 to 1.7, by how alike the questions of a
 * subject are) and a share of that when a share of them is, with every embedding model: also with one that puts all texts close
 * together, where a bound on the cosine distance of centroids (Evidently's default) would never be reached.
 */
import type { Comparison } from '../drift-schemas.ts';
import { equalBins } from './binning.ts';
import { momentsOf } from './moments.ts';
import { seededRandom } from './seeded-random.ts';
import { gammaTail } from './shuffles.ts';

export interface VectorDistance {
  effect: number;
  statistic: number;
  pValue: number;
  /** Cosine distance of each vector from the centre of the baseline, which leaves it out where it is part of it. */
  distances: { baseline: number[]; current: number[] };
}

/** One question asked over and over has no spread of its own; nothing is divided by less. */
const leastSpread = 0.1;

/** All of one length, and of length 1 or 0. */
export function compareVectors(
  baseline: readonly Float32Array[],
  current: readonly Float32Array[],
): VectorDistance {
  const middle = sumOf(baseline);
  const distances = {
    baseline: baseline.map((vector) => fromCentre(vector, middle, true)),
    current: current.map((vector) => fromCentre(vector, middle, false)),
  };
  if (baseline.length === 0 || current.length === 0) return { effect: 0, statistic: 0, pValue: 1, distances };
  const statistic = betweenMeans(
    { sum: middle, count: baseline.length },
    { sum: sumOf(current), count: current.length },
  );
  const chance = chanceOf([...baseline, ...current], 1 / baseline.length + 1 / current.length);
  if (chance.mean <= 1e-12) return { effect: 0, statistic, pValue: 1, distances };
  const moved = Math.sqrt(Math.max(0, statistic - chance.mean));
  return {
    statistic,
    pValue: statistic <= 0 ? 1 : gammaTail(statistic, chance),
    effect: (2 * moved) / Math.max(leastSpread, spreadOf(baseline, middle)),
    distances,
  };
}

/** As a comparison of a column; distances are what is drawn. */
export function comparisonOfVectors(
  baseline: readonly Float32Array[],
  current: readonly Float32Array[],
): Pick<Comparison, 'test' | 'statistic' | 'pValue' | 'effect' | 'effectMeasure' | 'distributions'> & {
  distances: VectorDistance['distances'];
} {
  const { distances, ...compared } = compareVectors(baseline, current);
  const bins = equalBins(
    Float64Array.from(distances.baseline).sort(),
    Float64Array.from(distances.current).sort(),
  );
  return {
    test: 'permutation',
    effectMeasure: 'centres',
    ...compared,
    distances,
    distributions: { edges: bins.edges, labels: null, baseline: bins.a, current: bins.b },
  };
}

function sumOf(vectors: readonly Float32Array[]): Float64Array {
  const sum = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  }
  return sum;
}

interface Side {
  sum: Float64Array;
  count: number;
}

function betweenMeans(a: Side, b: Side): number {
  return a.sum.reduce((squares, value, i) => squares + (value / a.count - (b.sum[i] ?? 0) / b.count) ** 2, 0);
}

/** Pairs of vectors that tr(S²) is estimated from: the mean square of their products, about their own mean. */
const pairs = 10_000;

/** Moments of the statistic when sides are dealt out by chance; `weight` is 1/n + 1/m. */
function chanceOf(vectors: readonly Float32Array[], weight: number): { mean: number; sd: number } {
  const all = { sum: sumOf(vectors), count: vectors.length };
  const middle = all.sum.map((value) => value / all.count);
  const trace = spreadOf(vectors, all.sum) ** 2;
  const random = seededRandom(vectors.length);
  const any = () => Math.floor(random() * vectors.length);
  const products = Array.from({ length: vectors.length < 2 ? 0 : pairs }, () => {
    const first = any();
    const second = (first + 1 + Math.floor(random() * (vectors.length - 1))) % vectors.length;
    return productAbout(middle, vectors[first], vectors[second]) ** 2;
  });
  const squared = momentsOf(products)?.mean ?? 0;
  return { mean: trace * weight, sd: Math.sqrt(2 * squared) * weight };
}

function productAbout(middle: Float64Array, a?: Float32Array, b?: Float32Array): number {
  let product = 0;
  for (let i = 0; i < middle.length; i++) {
    const centre = middle[i] ?? 0;
    product += ((a?.[i] ?? 0) - centre) * ((b?.[i] ?? 0) - centre);
  }
  return product;
}

/** Square root of the mean squared distance from their own mean (n − 1). */
function spreadOf(vectors: readonly Float32Array[], sum: Float64Array): number {
  if (vectors.length < 2) return 0;
  let squares = 0;
  for (const vector of vectors) for (const value of vector) squares += value * value;
  const ofMean = sum.reduce((total, value) => total + (value / vectors.length) ** 2, 0);
  return Math.sqrt(Math.max(0, squares - vectors.length * ofMean) / (vectors.length - 1));
}

/** 1 less the cosine, 0–2; 1 where there is no direction. */
function fromCentre(vector: Float32Array, sum: Float64Array, within: boolean): number {
  let dot = 0;
  let own = 0;
  let centre = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = vector[i] ?? 0;
    const middle = (sum[i] ?? 0) - (within ? value : 0);
    dot += value * middle;
    own += value * value;
    centre += middle * middle;
  }
  return own < 1e-12 || centre < 1e-12 ? 1 : Math.min(2, Math.max(0, 1 - dot / Math.sqrt(own * centre)));
}
