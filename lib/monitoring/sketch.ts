/**
 * A latency sketch as plain counts of logarithmic buckets: DDSketch's logarithmic mapping (Masson, Rim & Lee, VLDB 2019,
 * doi:10.14778/3352063.3352135). Merging sketches is adding counts, so PostgreSQL's SUM merges them over any range and group.
 * Every quantile is within ±1 % of the exact one.
 */

const relativeAccuracy = 0.01;
const gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy);
const logGamma = Math.log(gamma);

/** Values at or below a microsecond share one bucket. */
const smallest = 0.001;

/** Bucket of a value in milliseconds. */
export function bucketOf(milliseconds: number): number {
  return Math.ceil(Math.log(Math.max(milliseconds, smallest)) / logGamma);
}

/** The value a bucket stands for, in milliseconds. */
export function midpointOf(bucket: number): number {
  return (2 * gamma ** bucket) / (gamma + 1);
}

/** What lies in a bucket, in milliseconds: more than `from`, at most `to`. */
export function edgesOf(bucket: number): { from: number; to: number } {
  const to = gamma ** bucket;
  return { from: to <= smallest ? 0 : gamma ** (bucket - 1), to };
}

/** Counts by bucket. */
export type Sketch = Map<number, number>;

export function mergeInto(target: Sketch, bucket: number, count: number): void {
  target.set(bucket, (target.get(bucket) ?? 0) + count);
}

/** Quantiles (0–1) of a sketch, in milliseconds, in the order asked for; null when it is empty. */
export function quantiles(sketch: Sketch, asked: readonly number[]): number[] | null {
  const sorted = [...sketch].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  return asked.map((q) => {
    const rank = q * (total - 1);
    let seen = 0;
    for (const [bucket, count] of sorted) {
      seen += count;
      if (seen > rank) return midpointOf(bucket);
    }
    return midpointOf(sorted.at(-1)?.[0] ?? 0);
  });
}
