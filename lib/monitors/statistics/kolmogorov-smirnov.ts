/** The two-sample test of Kolmogorov and Smirnov: the largest distance between two empirical distributions. */
import { kolmogorovTail } from './kolmogorov-tail.ts';
import { clamp } from './special-functions.ts';

export interface TestResult {
  statistic: number;
  pValue: number;
}

/** Up to this many values in the larger sample the probability is exact, as with scipy's `method='auto'`. */
export const exactUpTo = 10_000;

/** Both sorted and not empty. Two-sided. */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): TestResult {
  const statistic = largestDistance(a, b);
  return { statistic, pValue: kolmogorovSmirnovTail(a.length, b.length, statistic) };
}

/** Steps both distributions on past every value, ties together. */
function largestDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let i = 0;
  let j = 0;
  let largest = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0);
    while (i < a.length && (a[i] ?? 0) <= value) i++;
    while (j < b.length && (b[j] ?? 0) <= value) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/** P(D ≥ d) when both samples are of one continuous distribution; with ties it is too large, never too small. */
export function kolmogorovSmirnovTail(n1: number, n2: number, d: number): number {
  const larger = Math.max(n1, n2);
  if (larger > exactUpTo || isCertain(n1, n2, d)) {
    const smaller = Math.min(n1, n2);
    return kolmogorovTail(Math.round((larger * smaller) / (larger + smaller)), d);
  }
  const g = divisor(n1, n2);
  const h = Math.round(d * (n1 / g) * n2);
  if (h === 0) return 1;
  return clamp(n1 === n2 ? outsideSquare(n1, h) : outsideBand(n1, n2, g, h));
}

/**
 * Of large samples far apart the exact probability takes seconds, and is below 1e-26: whether it is 1e-27 or 1e-28 decides
 * nothing.
 */
function isCertain(n1: number, n2: number, d: number): boolean {
  return n1 * n2 > 4_000_000 && n1 !== n2 && (2 * n1 * n2 * d ** 2) / (n1 + n2) > 60;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Share of the lattice paths from (0, 0) to (n, n) that reach |x − y| ≥ h, by reflection. */
function outsideSquare(n: number, h: number): number {
  let p = 0;
  for (let k = Math.floor(n / h); k >= 0; k--) {
    let product = 1;
    for (let j = 0; j < h; j++) product *= (n - k * h - j) / (n + k * h + j + 1);
    p = product * (1 - p);
  }
  return 2 * p;
}

/**
 * Share of the paths from (0, 0) to (m, n) that leave the band |x/m − y/n| < h/lcm: Hodges (1958, Arkiv för Matematik 3),
 * counting outside instead of inside so that small probabilities keep their precision, row by row.
 */
function outsideBand(n1: number, n2: number, g: number, h: number): number {
  const m = Math.max(n1, n2);
  const n = Math.min(n1, n2);
  const mg = m / g;
  const ng = n / g;
  let from = 0;
  let to = Math.min(Math.ceil(h / mg), n + 1);
  let length = to - from;
  const outside = new Float64Array(n + 1).fill(1);
  outside.fill(0, from, to);
  for (let i = 1; i <= m; i++) {
    const before = from;
    const beforeLength = length;
    from = Math.max(Math.floor((ng * i - h) / mg) + 1, 0);
    from = Math.min(from, n);
    to = Math.min(Math.ceil((ng * i + h) / mg), n + 1);
    if (to <= from) return 1;
    length = advance(outside, { i, from, to, shift: from - before });
    // What lay beyond the band before and is within reach now was outside for certain.
    if (beforeLength > length) outside.fill(1, length, Math.min(beforeLength, n + 1));
  }
  return outside[length - 1] ?? 1;
}

/** One column of the lattice on: each point is reached from the left or from below, weighted by the counts of paths. */
function advance(
  outside: Float64Array,
  { i, from, to, shift }: { i: number; from: number; to: number; shift: number },
): number {
  let below = from === 0 ? 0 : 1;
  for (let j = from; j < to; j++) {
    const left = outside[j - from + shift] ?? 1;
    below = (left * i + below * j) / (i + j);
    outside[j - from] = below;
  }
  return to - from;
}
