/** Mean and spread in one pass, without the cancellation that sums of squares suffer (Welford 1962). */
export interface Moments {
  count: number;
  mean: number;
  /** Of the sample (n − 1); 0 for one value. */
  sd: number;
}

export function momentsOf(values: Iterable<number>): Moments | null {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    count += 1;
    const delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }
  if (count === 0) return null;
  return { count, mean, sd: count === 1 ? 0 : Math.sqrt(Math.max(0, squares) / (count - 1)) };
}

/** Of sorted values, interpolated linearly (Hyndman & Fan's type 7, as numpy and PostgreSQL's percentile_cont). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * Math.min(1, Math.max(0, q));
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}
