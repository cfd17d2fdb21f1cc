/**
 * Spherical k-means (Dhillon and Modha, "Concept decompositions for large sparse text data using clustering", Machine
 * Learning 42, 2001) from k-means++ seeds (Arthur and Vassilvitskii, SODA 2007). The same vectors and seed give the same
 * clusters.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { normalise } from './hashed-vectors.ts';

export interface Clusters {
  /** Index of the centroid nearest to each vector. */
  assignments: Int32Array;
  /** Of length 1. As many as asked for, or as there are different vectors. */
  centroids: Float32Array[];
}

export interface ClusterOptions {
  k: number;
  seed: number;
  signal?: AbortSignal;
  /** Told the share that is done, 0–1. */
  onProgress?: (share: number) => Promise<void> | void;
}

const maxRounds = 25;
/** So few of the vectors that move change no topic. */
const settled = 0.002;
/** Vectors between two turns of the event loop: a worker has other jobs to see to. */
const breath = 500;
/** Cosine distances below are rounding. */
const same = 1e-6;

/** About the square root of half the questions, as a rule of thumb has it, within what a person reads on one page. */
export function topicCount(questions: number): number {
  return Math.min(40, Math.max(1, Math.round(Math.sqrt(questions / 2))));
}

/** Numbers in 0–1 from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Places where a vector is not 0: all of an embedding, a dozen of a hashed question. */
interface Sparse {
  at: Int32Array;
  values: Float32Array;
}

function sparse(vector: Float32Array): Sparse {
  const at = Int32Array.from([...vector.keys()].filter((index) => vector[index] !== 0));
  return { at, values: Float32Array.from(at, (index) => vector[index] ?? 0) };
}

function product({ at, values }: Sparse, other: Float32Array): number {
  let sum = 0;
  for (let place = 0; place < at.length; place++) sum += (values[place] ?? 0) * (other[at[place] ?? 0] ?? 0);
  return sum;
}

/** The first of the nearest; -1 when there are no centroids. */
export function nearest(vector: Float32Array, centroids: readonly Float32Array[]): number {
  return nearestTo(sparse(vector), centroids);
}

function nearestTo(vector: Sparse, centroids: readonly Float32Array[]): number {
  let best = -1;
  let likeness = Number.NEGATIVE_INFINITY;
  for (const [index, centroid] of centroids.entries()) {
    const value = product(vector, centroid);
    if (value > likeness) [best, likeness] = [index, value];
  }
  return best;
}

/** Vectors of length 1 or 0, all of one dimension. Every one is assigned. */
export async function cluster(
  vectors: readonly Float32Array[],
  { k, seed, signal, onProgress }: ClusterOptions,
): Promise<Clusters> {
  const points = vectors.map(sparse);
  let centroids = await seeds(vectors, points, { k, random: randomFrom(seed), signal });
  let assignments = new Int32Array(vectors.length).fill(-1);
  for (let round = 0; round < maxRounds; round++) {
    const next = new Int32Array(vectors.length);
    for (const [index, point] of points.entries()) {
      if (index % breath === 0) await breathe(signal);
      next[index] = nearestTo(point, centroids);
    }
    const moved = next.filter((value, index) => value !== assignments[index]).length;
    assignments = next;
    if (moved <= settled * vectors.length) break;
    centroids = means(points, assignments, centroids);
    await onProgress?.((round + 1) / maxRounds);
  }
  return withoutEmpty(assignments, centroids);
}

async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await nextTurn();
  signal?.throwIfAborted();
}

/** Each next one at random, the likelier the less it is like those there are. */
async function seeds(
  vectors: readonly Float32Array[],
  points: readonly Sparse[],
  { k, random, signal }: { k: number; random: () => number; signal: AbortSignal | undefined },
): Promise<Float32Array[]> {
  const first = vectors[Math.floor(random() * vectors.length)];
  if (first === undefined) return [];
  const chosen = [first];
  const distances = new Float64Array(vectors.length).fill(2);
  while (chosen.length < k) {
    const latest = chosen.at(-1) ?? first;
    let total = 0;
    for (const [index, point] of points.entries()) {
      if (index % breath === 0) await breathe(signal);
      const distance = 1 - product(point, latest);
      // A vector of zeros is like nothing, itself included; it makes no cluster of its own.
      const own = distance < same || point.at.length === 0 ? 0 : distance;
      distances[index] = Math.min(distances[index] ?? 2, own);
      total += distances[index] ?? 0;
    }
    const next = vectors[draw(distances, random() * total)];
    if (total <= 0 || next === undefined) break;
    chosen.push(next);
  }
  return chosen;
}

function draw(weights: Float64Array, at: number): number {
  let sum = 0;
  let last = -1;
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    sum += weight;
    last = index;
    if (sum > at) return index;
  }
  return last;
}

/** A centroid nothing is near to stays where it is. */
function means(
  points: readonly Sparse[],
  assignments: Int32Array,
  centroids: readonly Float32Array[],
): Float32Array[] {
  const sums = centroids.map((centroid) => new Float32Array(centroid.length));
  for (const [index, { at, values }] of points.entries()) {
    const sum = sums[assignments[index] ?? 0];
    if (sum === undefined) continue;
    for (const [place, dimension] of at.entries())
      sum[dimension] = (sum[dimension] ?? 0) + (values[place] ?? 0);
  }
  return sums.map((sum, index) =>
    sum.every((value) => value === 0) ? (centroids[index] ?? sum) : normalise(sum),
  );
}

function withoutEmpty(assignments: Int32Array, centroids: readonly Float32Array[]): Clusters {
  const used = [...new Set(assignments)].sort((a, b) => a - b);
  const place = new Map(used.map((old, index) => [old, index]));
  return {
    assignments: assignments.map((old) => place.get(old) ?? 0),
    centroids: centroids.filter((_, index) => place.has(index)),
  };
}
