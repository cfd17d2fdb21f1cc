/** Robust figures of a few values: one outlier among past weeks (a holiday, an outage) moves none of them. */

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Modified z-score of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993): 0.6745 · (x − median) / MAD. Where
 * more than half of the values are the same, MAD is 0 and the mean absolute deviation stands in, as they propose
 * (x − median) / (1.253314 · MeanAD). Never divides by less than `leastSpread`, so that a metric that hardly ever moves
 * does not alarm at its first flicker; 0 when nothing differs at all.
 */
export function robustScore(value: number, past: readonly number[], leastSpread: number): number {
  const middle = median(past);
  const deviations = past.map((one) => Math.abs(one - middle));
  const byMedian = median(deviations) / 0.6745;
  const byMean = (1.253314 * deviations.reduce((sum, one) => sum + one, 0)) / Math.max(1, past.length);
  const spread = Math.max(byMedian > 0 ? byMedian : byMean, leastSpread);
  const distance = value - middle;
  if (distance === 0) return 0;
  return spread === 0 ? Math.sign(distance) * Number.POSITIVE_INFINITY : distance / spread;
}
