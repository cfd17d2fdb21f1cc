import type { Estimate } from '../schemas.ts';

/** Sums of `count` values; exact for integers of any size. */
export interface Sums {
  count: number;
  sum: bigint;
  squares: bigint;
}

/** Number of values at which the interval is narrowest for its confidence; skewed values are missed more often below. */
const tunedFor = 2000;

/**
 * The mean of values that are not negative and otherwise unbounded, with an asymptotic confidence sequence (Waudby-Smith,
 * Arbour, Sinha, Kennedy & Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", Ann. Statist. 52,
 * 2024, Robbins' normal mixture): |mean − μ| ≤ σ̂ √( (tρ²+1) ⁄ (t²ρ²) · ln((tρ²+1) ⁄ α²) ), with ρ² chosen for `tunedFor`
 * values. σ̂ is taken around the candidate μ instead of the mean: the same in the limit, wider for few values, and without
 * any bound for the very few, where nothing is known of the spread. As asymptotic as the central limit theorem, but for all
 * looks at once. Null without values.
 */
export function meanEstimate({ count, sum, squares }: Sums, alpha: number): Estimate | null {
  if (count === 0) return null;
  const value = Number(sum) / count;
  const width = squaredHalfWidth(count, alpha);
  if (width >= 1) return { value, low: 0, high: null };
  // In integers, because the difference of two sums of squares loses all digits in floats.
  const variance = Number(BigInt(count) * squares - sum * sum) / count ** 2;
  // Solves (value − μ)² = width · (variance + (value − μ)²).
  const half = Math.sqrt((variance * width) / (1 - width));
  return { value, low: Math.max(0, value - half), high: value + half };
}

/** Square of half the interval's width for a standard deviation of 1. */
function squaredHalfWidth(count: number, alpha: number): number {
  const twoLog = -2 * Math.log(alpha);
  const rhoSquared = (twoLog + Math.log(twoLog + 1)) / tunedFor;
  const x = count * rhoSquared;
  return ((x + 1) / (count * x)) * (Math.log(x + 1) + twoLog);
}
