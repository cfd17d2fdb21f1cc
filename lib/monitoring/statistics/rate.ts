import type { Estimate } from '../schemas.ts';
import { logBetaMixture } from './beta-mixture.ts';
import { lastHolding } from './bisect.ts';

/** Jeffreys' prior: narrow intervals also for rates near 0 and 1, which error rates are. */
const prior = 0.5;

/**
 * A rate from counts alone, with the rates against which the beta-binomial mixture martingale has not reached 1/α: whenever
 * and however often one looks, the true rate was ever outside with a chance of at most α. Exact for independent trials.
 * Null without trials.
 */
export function rateEstimate(successes: number, trials: number, alpha: number): Estimate | null {
  if (trials === 0) return null;
  const value = successes / trials;
  const limit = Math.log(1 / alpha);
  const holds = (rate: number) => logBetaMixture(successes, trials - successes, rate, prior, prior) < limit;
  // The evidence is convex in the rate and below 0 at the observed one.
  return { value, low: lastHolding(value, 0, holds), high: lastHolding(value, 1, holds) };
}
