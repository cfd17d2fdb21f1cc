'use client';

import { useMemo } from 'react';
import type { SeriesPoint, Unit } from '#components/charts/series.ts';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { formatCompact, formatCount } from '#components/ui/format.ts';
import { type EventAction, eventActions, type GuardMetrics } from '#lib/guardrails/schemas.ts';
import { useGuardMetrics } from './queries.ts';
import { actionWords } from './words.ts';

const unit: Unit = { name: 'requests', format: formatCount, tick: formatCompact, scale: 'whole' };
const shown: readonly EventAction[] = eventActions.filter((action) => action !== 'quarantined');
const series = shown.map((action) => ({ key: action, label: actionWords[action] }));

/** How often the guards of an endpoint did what, the last seven days. */
export function HitsChart({ endpoint }: { endpoint: string }) {
  const metrics = useGuardMetrics(endpoint, 7 * 24);
  const points = useMemo(() => metrics.data && pointsOf(metrics.data), [metrics.data]);
  const { from = '', to = '', stepSeconds = 3600 } = metrics.data ?? {};
  return (
    <TimeSeriesChart
      title="What guardrails did"
      description="The last seven days."
      kind="bar"
      stacked
      series={series}
      points={points}
      range={{ from, to, bucketSeconds: stepSeconds }}
      unit={unit}
    />
  );
}

function pointsOf({ points }: GuardMetrics): SeriesPoint[] {
  const byTime = new Map<string, Record<string, number>>();
  for (const { at, action, events } of points) {
    const values = byTime.get(at) ?? {};
    values[action] = (values[action] ?? 0) + events;
    byTime.set(at, values);
  }
  return [...byTime].map(([at, values]) => ({ at, values }));
}
