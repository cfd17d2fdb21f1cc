/** How far two sets of counts over the same categories are apart. All are 0 for equal shares, none is ever NaN. */

export type Counts = readonly number[];

function shares(counts: Counts, pseudoCount = 0): number[] {
  const total = counts.reduce((sum, count) => sum + count + pseudoCount, 0);
  return counts.map((count) => (total === 0 ? 0 : (count + pseudoCount) / total));
}

const isEmpty = (counts: Counts): boolean => counts.every((count) => count === 0);

/** Half the sum of absolute differences of shares, 0–1: the share of rows that would have to move. */
export function totalVariation(a: Counts, b: Counts): number {
  if (isEmpty(a) || isEmpty(b)) return 0;
  const q = shares(b);
  return Math.min(1, shares(a).reduce((sum, p, i) => sum + Math.abs(p - (q[i] ?? 0)), 0) / 2);
}

/** Square root of the Jensen–Shannon divergence to base 2, 0–1 (Endres & Schindelin 2003): a metric. */
export function jensenShannon(a: Counts, b: Counts): number {
  if (isEmpty(a) || isEmpty(b)) return 0;
  const q = shares(b);
  const part = (p: number, mean: number) => (p === 0 ? 0 : p * Math.log2(p / mean));
  const divergence = shares(a).reduce((sum, p, i) => {
    const other = q[i] ?? 0;
    const mean = (p + other) / 2;
    return sum + (part(p, mean) + part(other, mean)) / 2;
  }, 0);
  return Math.sqrt(Math.min(1, Math.max(0, divergence)));
}

/** Added to every count, so that an empty category gives a large index instead of an infinite one (Jeffreys' prior). */
export const pseudoCount = 0.5;

/** Population stability index, Σ (q − p)·ln(q / p), over counts with half a row added to each. */
export function populationStability(a: Counts, b: Counts): number {
  if (isEmpty(a) || isEmpty(b)) return 0;
  const p = shares(a, pseudoCount);
  const q = shares(b, pseudoCount);
  return p.reduce((sum, share, i) => {
    const other = q[i] ?? share;
    return sum + (other - share) * Math.log(other / share);
  }, 0);
}
