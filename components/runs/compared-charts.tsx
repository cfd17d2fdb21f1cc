'use client';

import { useMemo } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useMediaQuery } from '#lib/client/use-media-query.ts';
import type { MetricTrend, RunDetail } from '#lib/tracking/schemas.ts';
import { ChartControls } from './chart-controls.tsx';
import { runLabels } from './compared-rows.ts';
import { MetricChart } from './metric-chart.tsx';
import { comparedCurves, shownMetrics } from './metric-curves.ts';
import { useTrends } from './queries.ts';
import { type ChartView, useChartView } from './use-chart-view.ts';

/** One chart per metric with the runs on each other; on a phone each run has its own, on one scale. */
export function ComparedCharts({ runs }: { runs: readonly RunDetail[] }) {
  const { view, change } = useChartView();
  const ids = useMemo(() => runs.map(({ id }) => id), [runs]);
  const trends = useTrends(ids);
  const items = trends.data?.items;
  if (items === undefined) return <Skeleton className="h-56 w-full" />;
  const keys = [...new Set(items.map(({ key }) => key))].sort();
  if (keys.length === 0) {
    return <p className="text-muted-foreground text-sm">None of these runs has a metric with a curve.</p>;
  }
  const shown = shownMetrics(keys, view.metrics);
  return (
    <div className="flex flex-col gap-4">
      <ChartControls view={view} onChange={change} keys={keys} shown={shown} mayJoin={false} />
      <div className="grid gap-4 lg:grid-cols-2">
        {shown.map((key) => (
          <Chart key={key} metric={key} runs={runs} trends={items} view={view} />
        ))}
      </div>
    </div>
  );
}

interface ChartProps {
  metric: string;
  runs: readonly RunDetail[];
  trends: readonly MetricTrend[];
  view: ChartView;
}

function Chart({ metric, runs, trends, view }: ChartProps) {
  const onPhone = useMediaQuery('(max-width: 639px)');
  const metrics = useMemo(
    () => comparedCurves(metric, runs, runLabels(runs), trends),
    [metric, runs, trends],
  );
  return <MetricChart title={metric} metrics={metrics} view={view} apart={onPhone} />;
}
