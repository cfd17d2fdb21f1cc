/** Puts measured groups together as the answer to a query. */
import type { Measured, MetricGroup, MetricReading } from './metric-schemas.ts';
import type { ReadingPlan } from './rollups/levels.ts';

export const mostGroups = 200;

export const nothing: Measured = { value: null, count: 0 };

/** Those with most counted first. */
export function composeReading(
  { from, to, stepSeconds }: Pick<ReadingPlan, 'from' | 'to' | 'stepSeconds'>,
  measured: { total: Measured; previous: Measured | null; groups: MetricGroup[]; more: boolean },
): MetricReading {
  const groups = measured.groups.toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    stepSeconds,
    total: measured.total,
    previous: measured.previous,
    groups: groups.slice(0, mostGroups),
    more: measured.more || groups.length > mostGroups,
  };
}
