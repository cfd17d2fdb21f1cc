import { percentileColors, type Series, type SeriesPoint } from '#components/charts/series.ts';
import type { Metrics, MetricTotals } from '#lib/monitoring/schemas.ts';

export interface ChartData {
  series: Series[];
  points: SeriesPoint[];
}

/** One line per group of one value. */
export function byGroup(
  metrics: Metrics,
  label: string,
  value: (totals: MetricTotals) => number | null,
): ChartData {
  const series = metrics.groups.map((group) => ({
    key: group.key,
    label: group.key === 'all' ? label : group.key,
  }));
  const byTime = new Map<string, Record<string, number | null>>();
  for (const group of metrics.groups) {
    for (const point of group.points) {
      const values = byTime.get(point.at) ?? {};
      values[group.key] = value(point);
      byTime.set(point.at, values);
    }
  }
  return { series, points: [...byTime].map(([at, values]) => ({ at, values })) };
}

/** P50, P95 and P99 of one group: percentiles of different groups do not add up, so several groups show P95 only. */
export function percentiles(metrics: Metrics, metric: keyof MetricTotals['latency']): ChartData {
  const [only, ...others] = metrics.groups;
  if (others.length > 0) return byGroup(metrics, 'P95', (totals) => totals.latency[metric]?.p95 ?? null);
  return {
    series: [
      { key: 'p99', label: 'P99', color: percentileColors.p99 },
      { key: 'p95', label: 'P95', color: percentileColors.p95 },
      { key: 'p50', label: 'P50', color: percentileColors.p50 },
    ],
    points: (only?.points ?? []).map((point) => ({ at: point.at, values: { ...point.latency[metric] } })),
  };
}

/** Several values of all groups together, e.g. tokens by class. */
export function byValue(
  metrics: Metrics,
  values: readonly { key: string; label: string; value: (totals: MetricTotals) => number }[],
): ChartData {
  const byTime = new Map<string, Record<string, number>>();
  for (const point of metrics.groups.flatMap((group) => group.points)) {
    const sums = byTime.get(point.at) ?? {};
    for (const { key, value } of values) sums[key] = (sums[key] ?? 0) + value(point);
    byTime.set(point.at, sums);
  }
  return {
    series: values.map(({ key, label }) => ({ key, label })),
    points: [...byTime].map(([at, sums]) => ({ at, values: sums })),
  };
}
