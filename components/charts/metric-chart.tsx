'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useMemo } from 'react';
import { ErrorState } from '#components/ui/error-state.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { describeMetric, type MetricQuery, type MetricReading } from '#lib/monitoring/schemas.ts';
import {
  behindPoint,
  changeOf,
  type Ghost,
  ghostOf,
  mergePoints,
  queryBefore,
  shiftOf,
} from './metric-compare.ts';
import { type ColorOf, type MetricData, type MetricLine, metricData } from './metric-lines.ts';
import { unitOf } from './metric-units.ts';
import { rowsHref } from './rows-link.ts';
import type { Mark, PickedRange, SeriesPoint } from './series.ts';
import { TimeSeriesChart, type TimeSeriesChartProps } from './time-series-chart.tsx';
import { useMetric, useMetrics } from './use-metric.ts';

export interface MetricChartProps {
  title: string;
  description?: ReactNode;
  /** What is drawn, in one unit. `oneLine` and `percentileLines` make the usual ones. At least one. */
  lines: readonly MetricLine[];
  /** ISO 8601; of a moving range, as `useRangeEnds` gives them. */
  range: { from: string; to: string };
  /** The range ends now: the chart follows. */
  live: boolean;
  kind?: 'line' | 'area' | 'bar';
  stacked?: boolean;
  /** The period before as a change in the header, and as a dashed line where there is one line or one percentile. */
  compare?: boolean;
  marks?: readonly Mark[];
  syncId?: string;
  colorOf?: ColorOf;
  height?: number;
  onBrush?: (range: PickedRange) => void;
  /** Items of the chart's menu. */
  menu?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

const noTime = '1970-01-01T00:00:00.000Z';

/** Metrics over time, in their own words and units; a click opens the rows behind a point. */
export function MetricChart(props: MetricChartProps) {
  const { lines, range, live, compare = false, colorOf } = props;
  const router = useRouter();
  const me = useMe();
  const queries = lines.map(
    ({ expression }): MetricQuery => ({
      ...expression,
      ...range,
      ...(compare && { compare: 'previous' }),
    }),
  );
  const { readings, complete, error, refetch } = useMetrics(queries, { live });
  const data = useMemo(() => metricData(lines, readings, colorOf), [lines, readings, colorOf]);
  const read = readings.find((reading) => reading !== null) ?? null;
  const drawn = useGhost(props, queries, readings, data);
  const [main] = data.series;
  const [first] = lines;
  const { metric = 'requests', aggregation = 'sum' } = first?.expression ?? {};
  const unit = useMemo(() => unitOf(metric, aggregation), [metric, aggregation]);
  if (first === undefined) return null;
  const said = lines.length === 1 ? read : (readings[mainLine(lines)] ?? null);
  const change =
    compare && said !== null && comparable(lines)
      ? changeOf(said.total, said.previous, describeMetric(metric).better)
      : null;
  const toRows = (picked: PickedRange, key: string | null) => {
    const pointed = key ?? (data.series.length === 1 ? (main?.key ?? null) : null);
    const { series, range: when, value } = behindPoint(drawn.points, drawn.ghost, picked, pointed);
    const hit = data.series.find((one) => one.key === series);
    const { groupBy: _groupBy, ...expression } = hit?.expression ?? first.expression;
    const href = rowsHref(expression, when, value);
    if (href !== null) router.push(href);
  };
  const leads = rowsHref(first.expression, range) !== null && can(me.data, 'inferences.read');
  return (
    <TimeSeriesChart
      title={props.title}
      description={
        <>
          {props.description ?? describeMetric(metric).description}
          {change && (
            <span className="block tabular-nums">
              {lines.length > 1 && 'P95 '}
              {change.text}
            </span>
          )}
        </>
      }
      kind={props.kind ?? 'line'}
      stacked={props.stacked ?? false}
      series={drawn.series}
      points={complete ? drawn.points : undefined}
      range={{ from: read?.from ?? noTime, to: read?.to ?? noTime, bucketSeconds: read?.stepSeconds ?? 60 }}
      unit={unit}
      height={props.height}
      marks={props.marks}
      syncId={props.syncId}
      onBrush={props.onBrush}
      onPick={leads ? toRows : undefined}
      menu={props.menu}
      actions={props.actions}
      className={props.className}
      note={leftOut(data)}
      problem={
        error !== null && !complete ? (
          <ErrorState error={error} title="This chart could not be loaded." onRetry={refetch} />
        ) : undefined
      }
    />
  );
}

/** The series with the period before of the one that matters most: P95 among percentiles, the only one else. */
function useGhost(
  { lines, compare = false, live }: MetricChartProps,
  queries: readonly MetricQuery[],
  readings: readonly (MetricReading | null)[],
  data: MetricData,
): Pick<TimeSeriesChartProps, 'series'> & { points: readonly SeriesPoint[]; ghost: Ghost | null } {
  const index = mainLine(lines);
  const reading = readings[index] ?? null;
  const query = queries[index];
  const wanted = compare && comparable(lines) && query?.groupBy === undefined && reading !== null;
  const now = new Date(0).toISOString();
  const before = useMetric(
    wanted && query !== undefined
      ? queryBefore(query, reading)
      : { metric: 'requests', aggregation: 'sum', traffic: 'live', from: now, to: now },
    { live: live && wanted, enabled: wanted },
  );
  return useMemo(() => {
    const of = data.series.find(({ key }) => key === lines[index]?.key);
    const without = { series: data.series, points: data.points, ghost: null };
    if (!wanted || reading === null || before.data === undefined || of === undefined) return without;
    const shift = shiftOf(reading);
    const { series, points } = ghostOf(of, before.data, shift);
    if (points.every(({ values }) => (values[series.key] ?? null) === null)) return without;
    return {
      series: [...data.series, series],
      points: mergePoints(data.points, points),
      ghost: { key: series.key, of: of.key, shift },
    };
  }, [data, wanted, reading, before.data, lines, index]);
}

/** The line that stands for the chart: P95 among percentiles. */
function mainLine(lines: readonly MetricLine[]): number {
  return Math.max(
    0,
    lines.findIndex(({ key }) => key === 'p95'),
  );
}

/** Whether one line can stand for all: of tokens by class, none can. */
function comparable(lines: readonly MetricLine[]): boolean {
  return lines.length === 1 || lines.some(({ key }) => key === 'p95');
}

function leftOut({ left, more, series }: MetricData): string | undefined {
  if (left === 0 && !more) return undefined;
  const others = more ? `at least ${left + 1} others` : left === 1 ? '1 other' : `${left} others`;
  const first = series[0] && describeMetric(series[0].expression.metric).kind === 'gauge';
  const which = first ? 'the highest values' : 'most counted';
  return `The ${series.length} groups with ${which}; ${others} are left out. Narrow the filters to see them.`;
}
