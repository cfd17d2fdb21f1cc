'use client';

import { useMemo } from 'react';
import type { MetricExpression } from '#lib/monitoring/schemas.ts';
import { dimensionLabel } from './dimension-labels.ts';
import { MetricChart, type MetricChartProps } from './metric-chart.tsx';
import { oneLine } from './metric-lines.ts';
import { MetricNumber } from './metric-number.tsx';
import { MetricTable } from './metric-table.tsx';
import { metricLabel } from './metric-units.ts';
import { useMarks } from './use-marks.ts';

interface MetricPanelProps extends Omit<MetricChartProps, 'title' | 'lines' | 'kind' | 'stacked' | 'marks'> {
  /** What it measures, in words, when empty. */
  title: string;
  expression: MetricExpression;
  kind: 'line' | 'area' | 'bar' | 'number' | 'table';
}

/** One metric in whichever form its reader chose. */
export function MetricPanel({ title, expression, kind, ...chart }: MetricPanelProps) {
  const { metric, aggregation, threshold, groupBy, endpoint } = expression;
  const lines = useMemo(() => oneLine(expression), [expression]);
  const heading =
    title ||
    `${metricLabel(metric, aggregation, threshold)}${groupBy ? ` by ${dimensionLabel(metric, groupBy).toLowerCase()}` : ''}`;
  const { range, live, actions, className } = chart;
  const marks = useMarks(
    { ...range, endpoint: kind === 'number' || kind === 'table' ? undefined : endpoint },
    live,
  );
  const common = { title: heading, expression, range, live, actions, className };
  if (kind === 'number') return <MetricNumber {...common} />;
  if (kind === 'table') return <MetricTable {...common} />;
  // Only what adds up may stand on each other.
  const addsUp = aggregation === 'sum' || aggregation === 'rate' || aggregation === 'count';
  return (
    <MetricChart
      {...chart}
      title={heading}
      marks={endpoint === undefined ? undefined : marks.data?.items}
      lines={lines}
      kind={kind}
      stacked={addsUp && kind !== 'line'}
    />
  );
}
