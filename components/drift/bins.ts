import type { Distributions } from '#lib/monitors/schemas.ts';
import { formatColumn } from './words.ts';

/** Shares of one bin or value, so that samples of different sizes can be compared. */
export interface Bin {
  label: string;
  baseline: number;
  current: number;
  counts: { baseline: number; current: number };
}

export function binsOf({ edges, labels, baseline, current }: Distributions, unit: string | null): Bin[] {
  const [before, after] = [sum(baseline), sum(current)];
  return baseline.map((count, i) => ({
    label: labels?.[i] ?? rangeLabel(edges ?? [], i, unit),
    baseline: before === 0 ? 0 : count / before,
    current: after === 0 ? 0 : (current[i] ?? 0) / after,
    counts: { baseline: count, current: current[i] ?? 0 },
  }));
}

/** What stands below a drawing of bins: its first edge, the middle one, the last. */
export function endsOf(edges: readonly number[], unit: string | null): [string, string, string] {
  const at = (i: number) => formatColumn(edges[i] ?? 0, unit);
  return [`≤ ${at(0)}`, at(Math.floor((edges.length - 1) / 2)), `> ${at(edges.length - 1)}`];
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function rangeLabel(edges: readonly number[], i: number, unit: string | null): string {
  const [low, high] = [edges[i - 1], edges[i]];
  if (low === undefined && high === undefined) return 'all';
  if (low === undefined) return `up to ${formatColumn(high ?? 0, unit)}`;
  return high === undefined
    ? `over ${formatColumn(low, unit)}`
    : `${formatColumn(low, unit)} – ${formatColumn(high, unit)}`;
}
