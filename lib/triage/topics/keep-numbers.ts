import { cosine } from './cluster.ts';

/** Centroids nearer than this are the same topic. */
const recognisable = 0.8;

export interface NumberedCentroid {
  number: number;
  centroid: Float32Array;
}

/**
 * Numbers for new centroids: that of the earlier topic each is most like, the likest pairs first, so that links and trends
 * go on; a number nobody ever had (`last` is the greatest) for the rest.
 */
export function keepNumbers(
  centroids: readonly Float32Array[],
  earlier: readonly NumberedCentroid[],
  last: number,
): number[] {
  const pairs = centroids
    .flatMap((centroid, index) =>
      earlier
        .filter((old) => old.centroid.length === centroid.length)
        .map((old) => ({ index, number: old.number, likeness: cosine(centroid, old.centroid) })),
    )
    .filter(({ likeness }) => likeness >= recognisable)
    .sort((a, b) => b.likeness - a.likeness || a.index - b.index || a.number - b.number);
  const numbers = new Map<number, number>();
  const taken = new Set<number>();
  for (const { index, number } of pairs) {
    if (numbers.has(index) || taken.has(number)) continue;
    numbers.set(index, number);
    taken.add(number);
  }
  let next = Math.max(last, ...earlier.map(({ number }) => number)) + 1;
  return centroids.map((_, index) => numbers.get(index) ?? next++);
}
