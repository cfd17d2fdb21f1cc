import type { Metrics } from '#lib/monitoring/schemas.ts';

/** Requests of one group per bucket over the whole range; nothing asked is zero here, for a trend without axes. */
export function requestSeries(
  { from, to, bucketSeconds }: Pick<Metrics, 'from' | 'to' | 'bucketSeconds'>,
  { points }: { points: readonly { at: string; requests: number }[] },
): number[] {
  const start = Date.parse(from);
  const bucketMs = bucketSeconds * 1000;
  const buckets = Math.max(1, Math.ceil((Date.parse(to) - start) / bucketMs));
  const series = Array<number>(buckets).fill(0);
  for (const point of points) {
    // The first bucket may begin before the range: it counts for the first place.
    const bucket = Math.max(0, Math.floor((Date.parse(point.at) - start) / bucketMs));
    const before = series[bucket];
    if (before !== undefined) series[bucket] = before + point.requests;
  }
  return series;
}
