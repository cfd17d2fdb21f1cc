/**
 * Sketches as counts of logarithmic buckets: DDSketch's logarithmic mapping (Masson, Rim & Lee, VLDB 2019,
 * doi:10.14778/3352063.3352135). Merging sketches is adding counts, over any range and group. Every quantile is within ±1 %
 * of the exact one.
 */

const relativeAccuracy = 0.01;
const gamma = (1 + relativeAccuracy) / (1 - relativeAccuracy);
const logGamma = Math.log(gamma);

/** Scores and shares are measured too, so values far below a thousandth keep their size. What is smaller is zero. */
const smallest = 1e-9;
const largest = 1e15;

/** Zero, and whatever a clock that went back makes negative. */
export const zeroBucket = -1040;
export const highestBucket = Math.ceil(Math.log(largest) / logGamma);

/** Bucket of a value; all values that are too large share the highest. */
export function bucketOf(value: number): number {
  if (value <= smallest) return zeroBucket;
  return Math.ceil(Math.log(Math.min(value, largest)) / logGamma);
}

/** The value a bucket stands for. */
export function midpointOf(bucket: number): number {
  return bucket === zeroBucket ? 0 : (2 * gamma ** bucket) / (gamma + 1);
}

/** What lies in a bucket: more than `from`, at most `to`. */
export function edgesOf(bucket: number): { from: number; to: number } {
  if (bucket === zeroBucket) return { from: 0, to: smallest };
  return { from: gamma ** (bucket - 1), to: gamma ** bucket };
}

/** Counts by bucket. */
export type Sketch = Map<number, number>;

export function mergeInto(target: Sketch, bucket: number, count: number): void {
  target.set(bucket, (target.get(bucket) ?? 0) + count);
}

/**
 * Quantiles (0–1) of a sketch, in the order asked for; null when it is empty. Between two values it interpolates, as
 * PostgreSQL's `percentile_cont` does (Hyndman & Fan's definition 7).
 */
export function quantiles(sketch: Sketch, asked: readonly number[]): number[] | null {
  const sorted = [...sketch].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const valueAt = (rank: number) => {
    let seen = 0;
    for (const [bucket, count] of sorted) {
      seen += count;
      if (seen > rank) return midpointOf(bucket);
    }
    return midpointOf(sorted.at(-1)?.[0] ?? 0);
  };
  return asked.map((q) => {
    const rank = q * (total - 1);
    const below = Math.floor(rank);
    const low = valueAt(below);
    return rank === below ? low : low + (rank - below) * (valueAt(below + 1) - low);
  });
}
