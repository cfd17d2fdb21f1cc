import { gammaln } from 'simple-statistics';

/** ln B(a, b) of the beta function; a, b > 0. */
function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b);
}

/** x · ln y, and 0 for x = 0 whatever y is. */
export function timesLog(x: number, y: number): number {
  return x === 0 ? 0 : x * Math.log(y);
}

/**
 * ln of the beta-binomial mixture martingale, the evidence after `ones` and `zeros` against a rate of `rate`:
 * ∫ q^ones (1−q)^zeros dBeta(a, b)(q) ⁄ (rate^ones (1−rate)^zeros). (Robbins, Ann. Math. Statist. 41, 1970; Howard, Ramdas,
 * McAuliffe & Sekhon, Ann. Statist. 49, 2021, proposition 7.) While `rate` is true, it ever passes 1/α with a chance of at
 * most α (Ville's inequality). Sums of values between 0 and 1 may stand for the counts: by convexity the same bound holds for
 * the mean of any such values (Hoeffding 1963).
 */
export function logBetaMixture(ones: number, zeros: number, rate: number, a: number, b: number): number {
  return logBeta(a + ones, b + zeros) - logBeta(a, b) - timesLog(ones, rate) - timesLog(zeros, 1 - rate);
}
