/** Corrections of many p-values at once; answers in the order given. */

export const corrections = ['benjamini-hochberg', 'holm', 'none'] as const;
export type Correction = (typeof corrections)[number];

export function adjust(pValues: readonly number[], correction: Correction): number[] {
  if (correction === 'none') return [...pValues];
  return correction === 'holm' ? holm(pValues) : benjaminiHochberg(pValues);
}

const ascending = (pValues: readonly number[]) =>
  pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);

/** Bounds the expected share of false findings among all findings (Benjamini & Hochberg 1995). */
function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 1;
  for (const [rank, { p, index }] of [...ascending(pValues).entries()].reverse()) {
    least = Math.min(least, (p * pValues.length) / (rank + 1));
    adjusted[index] = least;
  }
  return adjusted;
}

/** Bounds the chance of any false finding (Holm 1979). */
function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  let most = 0;
  for (const [rank, { p, index }] of ascending(pValues).entries()) {
    most = Math.max(most, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = most;
  }
  return adjusted;
}
