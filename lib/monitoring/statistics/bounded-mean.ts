import type { Estimate } from '../schemas.ts';
import { logBetaMixture } from './beta-mixture.ts';
import { lastHolding } from './bisect.ts';

/** Sums of `count` values between 0 and 1. */
export interface BoundedSums {
  count: number;
  sum: number;
  squares: number;
}

const prior = 0.5;
/**
 * Bets of the mixture, each with what it pays for spread: some is near the best at any number of values. All are below 0.58, up
 * to which the evidence only grows with distance.
 */
const bets = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128].map((bet) => ({
  bet,
  price: -Math.log1p(-bet) - bet,
}));

function logSumExp(logs: readonly number[]): number {
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
}

/**
 * ln of the evidence against a mean of `mean`: half of it the beta-binomial mixture, which is good with few values, half an
 * empirical Bernstein mixture, which profits from a small variance with many. The latter rests on
 * exp(λx − (−ln(1−λ) − λ)x²) ≤ 1 + λx for x ≥ −1 and 0 ≤ λ < 1 (Fan, Grama & Liu, Electron. J. Probab. 20, 2015, as used by
 * Howard, Ramdas, McAuliffe & Sekhon, Ann. Statist. 49, 2021, theorem 4), with x the deviations from `mean`, both signs.
 * A mixture of martingales is one, so at the true mean it ever reaches 1/α with a chance of at most α.
 */
function logEvidence({ count, sum, squares }: BoundedSums, mean: number): number {
  const deviation = sum - count * mean;
  const spread = Math.max(0, squares - 2 * mean * sum + count * mean ** 2);
  const bernstein = bets.flatMap(({ bet, price }) => [
    bet * deviation - price * spread,
    -bet * deviation - price * spread,
  ]);
  return logSumExp([
    logBetaMixture(sum, count - sum, mean, prior, prior) + Math.log(1 / 2),
    logSumExp(bernstein) - Math.log(2 * bernstein.length),
  ]);
}

/** The mean of values between 0 and 1 with an interval that holds at every look, whatever their distribution. Null without values. */
export function boundedMeanEstimate(sums: BoundedSums, alpha: number): Estimate | null {
  if (sums.count === 0) return null;
  const value = Math.min(1, Math.max(0, sums.sum / sums.count));
  // Rounding may leave a sum of ones a hair above their number.
  const exact = { ...sums, sum: value * sums.count };
  const limit = Math.log(1 / alpha);
  const holds = (mean: number) => logEvidence(exact, mean) < limit;
  return { value, low: lastHolding(value, 0, holds), high: lastHolding(value, 1, holds) };
}
