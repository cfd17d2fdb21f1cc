/** Are two sets of counts over the same categories draws of one distribution? */
import type { Counts } from './divergences.ts';
import type { TestResult } from './kolmogorov-smirnov.ts';
import { chiSquaredTail, clamp, logChoose } from './special-functions.ts';

const sumOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

/** Pearson's χ² of homogeneity, without continuity correction. Categories that neither has are left out. */
export function chiSquared(a: Counts, b: Counts): TestResult & { degrees: number } {
  const totals = [sumOf(a), sumOf(b)] as const;
  const columns = a.map((count, i) => [count, b[i] ?? 0] as const).filter(([x, y]) => x + y > 0);
  const degrees = columns.length - 1;
  if (degrees < 1 || totals[0] === 0 || totals[1] === 0) return { statistic: 0, pValue: 1, degrees: 0 };
  const statistic = columns.reduce((sum, column) => {
    const both = column[0] + column[1];
    return column.reduce((inner, observed, side) => {
      const expected = (both * (side === 0 ? totals[0] : totals[1])) / (totals[0] + totals[1]);
      return inner + (observed - expected) ** 2 / expected;
    }, sum);
  }, 0);
  return { statistic, pValue: chiSquaredTail(statistic, degrees), degrees };
}

/** Smallest expected count of the table; below 5 the χ² approximation is poor (Cochran 1954). */
export function smallestExpected(a: Counts, b: Counts): number {
  const [first, second] = [sumOf(a), sumOf(b)];
  const rarest = Math.min(...a.map((count, i) => count + (b[i] ?? 0)));
  return (rarest * Math.min(first, second)) / Math.max(1, first + second);
}

/** Fisher's exact test of a 2 × 2 table, two-sided: all tables as likely as this one or less. */
export function fisherExact(a: readonly [number, number], b: readonly [number, number]): TestResult {
  const drawn = a[0] + b[0];
  const [first, second] = [sumOf(a), sumOf(b)];
  const logWeight = (k: number) => logChoose(first, k) + logChoose(second, drawn - k);
  const observed = logWeight(a[0]);
  const all = logChoose(first + second, drawn);
  let pValue = 0;
  for (let k = Math.max(0, drawn - second); k <= Math.min(drawn, first); k++) {
    const weight = logWeight(k);
    // Rounding must not leave out a table that is exactly as likely.
    if (weight <= observed + 1e-7) pValue += Math.exp(weight - all);
  }
  const odds = (a[0] * b[1]) / Math.max(a[1] * b[0], 1);
  return { statistic: odds, pValue: clamp(pValue) };
}

/**
 * Pools the rarest categories until each is expected five times on both sides, the pool too, or two are left; order is kept, the
 * pool comes last. A pool of a single row would make χ² call chance a change.
 */
export function poolRare(a: Counts, b: Counts): { a: number[]; b: number[] } {
  const [first, second] = [sumOf(a), sumOf(b)];
  const needed = (5 * (first + second)) / Math.max(1, Math.min(first, second));
  const columns = a.map((count, i) => [count, b[i] ?? 0] as const);
  const both = ([x, y]: readonly [number, number]) => x + y;
  const kept = columns.filter((column) => both(column) >= needed);
  const pool: [number, number] = [0, 0];
  const add = ([x, y]: readonly [number, number]) => {
    pool[0] += x;
    pool[1] += y;
  };
  columns.filter((column) => both(column) < needed).forEach(add);
  while (both(pool) > 0 && both(pool) < needed && kept.length > 1) {
    const rarest = kept.reduce((least, column) => (both(column) < both(least) ? column : least));
    kept.splice(kept.indexOf(rarest), 1);
    add(rarest);
  }
  if (both(pool) > 0) kept.push(pool);
  return { a: kept.map(([x]) => x), b: kept.map(([, y]) => y) };
}
