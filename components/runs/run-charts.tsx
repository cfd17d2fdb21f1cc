'use client';

import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { RunDetail } from '#lib/tracking/schemas.ts';
import { ChartControls } from './chart-controls.tsx';
import { MetricChart } from './metric-chart.tsx';
import { shownMetrics } from './metric-curves.ts';
import { useTrends } from './queries.ts';
import { useChartView } from './use-chart-view.ts';

/** The curves of a run's metrics. */
export function RunCharts({ run }: { run: RunDetail }) {
  const { view, change } = useChartView();
  const live = run.status === 'RUNNING';
  const ids = useMemo(() => [run.id], [run.id]);
  const trends = useTrends(ids, undefined, live);
  const keys = trends.data?.items.map(({ key }) => key) ?? [];
  const shown = shownMetrics(keys, view.metrics);
  if (trends.data === undefined) {
    return <Skeleton className="h-56 w-full" />;
  }
  if (keys.length === 0) {
    return (
      <EmptyState className="rounded-md border border-border bg-surface" title="No metric has a curve">
        A metric that is logged more than once, with its step, is drawn here.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      <ChartControls view={view} onChange={change} keys={keys} shown={shown} mayJoin />
      {view.together && shown.length > 1 ? (
        <Chart run={run} title="Metrics" keys={shown.join('\n')} view={view} live={live} />
      ) : (
        <div className="grid gap-4 lg:grid-cols-2">
          {shown.map((key) => (
            <Chart key={key} run={run} title={key} keys={key} view={view} live={live} />
          ))}
        </div>
      )}
    </div>
  );
}

interface ChartProps {
  run: RunDetail;
  title: string;
  /** Joined by line ends, which no key holds, so that the same metrics are the same text. */
  keys: string;
  view: ReturnType<typeof useChartView>['view'];
  live: boolean;
}

function Chart({ run: { id, startedAt }, title, keys, view, live }: ChartProps) {
  const metrics = useMemo(
    () => keys.split('\n').map((key) => ({ runId: id, startedAt, key, label: key })),
    [id, startedAt, keys],
  );
  return <MetricChart title={title} metrics={metrics} view={view} live={live} />;
}
