/**
 * How far the middle of many vectors moved. The statistic is the squared distance between the two means; the effect is that
 * distance, less what chance alone gives, divided by the usual distance of a vector of the baseline from their mean: a move in
 * standard deviations, as with numbers. So it means the same with every embedding model, also with one that puts all texts close
 * together, where a bound on the cosine distance of centroids (Evidently's default) would never be reached.
 */
import type { Comparison } from '../drift-schemas.ts';
import { equalBins } from './binning.ts';
import { byChance } from './shuffles.ts';

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
  const whole = sumOf([...baseline, ...current]);
  const middle = sumOf(baseline);
  const distances = {
    baseline: baseline.map((vector) => fromCentre(vector, middle, true)),
    current: current.map((vector) => fromCentre(vector, middle, false)),
  };
  if (baseline.length === 0 || current.length === 0) return { effect: 0, statistic: 0, pValue: 1, distances };
  const between = (side: readonly Float32Array[]) =>
    squaredDistance(sumOf(side), whole, { inside: side.length, all: baseline.length + current.length });
  const statistic = between(baseline);
  const chance = byChance([...baseline, ...current], baseline.length, statistic, between);
  if (chance === null) return { effect: 0, statistic, pValue: 1, distances };
  const moved = Math.sqrt(Math.max(0, statistic - chance.mean));
  return {
    statistic,
    pValue: chance.pValue,
    effect: moved / Math.max(leastSpread, spreadOf(baseline, middle)),
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

/** Between the mean of some and the mean of the rest. */
function squaredDistance(
  side: Float64Array,
  whole: Float64Array,
  { inside, all }: { inside: number; all: number },
): number {
  let squares = 0;
  for (let i = 0; i < whole.length; i++) {
    const x = side[i] ?? 0;
    squares += (x / inside - ((whole[i] ?? 0) - x) / (all - inside)) ** 2;
  }
  return squares;
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
