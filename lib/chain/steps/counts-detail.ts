import { type PiiKind, piiKinds } from '#lib/text/personal-data/kinds.ts';
import type { SpanDetail } from '../chain-trace.ts';

/** Counts of several texts as the trace shows them: all, and each kind that occurred. */
export function countsDetail(counts: readonly Partial<Record<PiiKind, number>>[]): SpanDetail {
  const sums = piiKinds.map((kind) => [kind, sum(counts.map((each) => each[kind] ?? 0))] as const);
  const all = sum(sums.map(([, count]) => count));
  return { masked: all, ...Object.fromEntries(sums.filter(([, count]) => count > 0)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
