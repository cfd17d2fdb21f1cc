/**
 * Normalised discounted cumulative gain with binary judgements (Järvelin and Kekäläinen, 2002):
 * Σ 1/log2(rank + 1) over the relevant among the first k, divided by the best such sum there is.
 * @returns 0–1; 0 when nothing is relevant.
 */
export function ndcg(ranking: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  const discount = (index: number): number => 1 / Math.log2(index + 2);
  let gain = 0;
  for (const [index, id] of ranking.slice(0, k).entries()) {
    if (relevant.has(id)) gain += discount(index);
  }
  let ideal = 0;
  for (let index = 0; index < Math.min(k, relevant.size); index++) ideal += discount(index);
  return ideal === 0 ? 0 : gain / ideal;
}

/** 1 when one of the first k is relevant, else 0. */
export function hit(ranking: readonly string[], relevant: ReadonlySet<string>, k: number): number {
  return ranking.slice(0, k).some((id) => relevant.has(id)) ? 1 : 0;
}

/** @returns NaN for no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Nearest-rank percentile, `share` in 0–1; NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
