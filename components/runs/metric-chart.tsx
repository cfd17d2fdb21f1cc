'use client';

import { useMemo } from 'react';
import { XyChart } from '#components/charts/xy-chart.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { axes, curveOf, type DrawnMetric } from './metric-curves.ts';
import { formatMetric } from './metric-words.ts';
import { useCurves } from './queries.ts';
import type { ChartView } from './use-chart-view.ts';

interface MetricChartProps {
  title: string;
  /** Stable: from `useMemo`. */
  metrics: readonly DrawnMetric[];
  view: Pick<ChartView, 'axis' | 'log'>;
  live?: boolean;
  apart?: boolean;
}

/** What a metric counts in is not known. */
const unit = { name: 'value', format: formatMetric };

/** One chart of metrics, of one run or of several. */
export function MetricChart({ title, metrics, view, live = false, apart = false }: MetricChartProps) {
  const curves = useCurves(metrics, live);
  const failed = curves.find(({ error, data }) => error !== null && data === undefined);
  const loading = curves.some(({ data }) => data === undefined);
  const version = curves.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list of queries is new at each rendering, its data is not
  const series = useMemo(
    () =>
      metrics.map(({ runId, key, label, color, startedAt }, index) => ({
        key: `${runId} ${key}`,
        label,
        ...(color !== undefined && { color }),
        points: curveOf(curves[index]?.data?.points ?? [], view.axis, startedAt),
      })),
    [metrics, view.axis, version],
  );
  const thinned = curves.flatMap(({ data }) => (data && data.points.length < data.total ? [data.total] : []));
  return (
    <XyChart
      title={title}
      description={
        thinned.length > 0 &&
        `Highs and lows of up to ${formatCount(Math.max(...thinned))} points; no peak is lost.`
      }
      series={loading ? undefined : series}
      axis={axes[view.axis]}
      unit={unit}
      log={view.log}
      apart={apart}
      problem={
        failed && (
          <ErrorState
            error={failed.error}
            title={`${title} could not be loaded.`}
            onRetry={() => void failed.refetch()}
          />
        )
      }
    />
  );
}
