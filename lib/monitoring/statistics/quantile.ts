import type { Estimate } from '../schemas.ts';
import { edgesOf, quantiles, type Sketch } from '../sketch.ts';
import { logBetaMixture } from './beta-mixture.ts';
import { lastHoldingInteger } from './bisect.ts';

/** Weight of the mixture's centre, in observations: intervals are narrowest, for their width, from some hundreds on. */
const priorObservations = 100;

/**
 * How many of `count` values may lie at or below the true quantile `q`, between the least and the most, at every look with a
 * chance of 1 − α.
 */
export function rankBounds(count: number, q: number, alpha: number): { least: number; most: number } {
  const limit = Math.log(1 / alpha);
  const [a, b] = [priorObservations * q, priorObservations * (1 - q)];
  const holds = (below: number) => logBetaMixture(below, count - below, q, a, b) < limit;
  const centre = Math.round(count * q);
  return {
    least: lastHoldingInteger(centre, 0, holds),
    most: lastHoldingInteger(centre, count, holds),
  };
}

/**
 * A quantile of latency, in milliseconds, with bounds that hold at every look (Howard & Ramdas, "Sequential estimation of
 * quantiles with applications to A/B testing and best-arm identification", Bernoulli 28, 2022): whether a value lies below
 * the true quantile is a coin with chance q, ties broken by a coin of their own, so the beta-binomial mixture bounds how many
 * do, and the values at those ranks bound the quantile. The sketch rounds each value to a bucket; the outer edges of the
 * buckets at both ranks are taken, so its error only widens the interval. No upper bound exists while even the largest value
 * may lie below the quantile (P99: under about 500 values). Null without values.
 */
export function quantileEstimate(sketch: Sketch, q: number, alpha: number): Estimate | null {
  const [value] = quantiles(sketch, [q]) ?? [];
  if (value === undefined) return null;
  const sorted = [...sketch].sort(([a], [b]) => a - b);
  const count = sorted.reduce((sum, [, n]) => sum + n, 0);
  const { least, most } = rankBounds(count, q, alpha);
  const low = least === 0 ? undefined : bucketAt(sorted, least);
  const high = most === count ? undefined : bucketAt(sorted, most + 1);
  return {
    value,
    low: low === undefined ? 0 : edgesOf(low).from,
    high: high === undefined ? null : edgesOf(high).to,
  };
}

/** Bucket of the value of this rank, 1 being the smallest. */
function bucketAt(sorted: readonly (readonly [number, number])[], rank: number): number | undefined {
  let seen = 0;
  return sorted.find(([, n]) => {
    seen += n;
    return seen >= rank;
  })?.[0];
}
