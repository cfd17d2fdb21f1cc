'use client';

import { useRouter } from 'next/navigation';
import { memo, useCallback, useDeferredValue, useMemo } from 'react';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import { dollarUnit, unitOf } from '#components/charts/metric-units.ts';
import type { Mark, PickedRange, Unit } from '#components/charts/series.ts';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import type { TimeRange } from '#components/time-range/ends.ts';
import { formatCompact, formatCount } from '#components/ui/format.ts';
import { useLatest } from '#components/ui/use-latest.ts';
import { withQuery } from '#lib/client/api.ts';
import type { Metrics } from '#lib/monitoring/schemas.ts';
import { byGroup, byValue, type ChartData, percentiles } from './chart-data.ts';
import { declineRate, dollars, errorRate, satisfaction } from './rates.ts';

const requests: Unit = { name: 'requests', format: formatCount, tick: formatCompact, scale: 'whole' };
const shareOf = unitOf('error_rate', 'value');
const time = unitOf('latency', 'p95');
const tokensUnit: Unit = { name: 'tokens', format: formatCount, tick: formatCompact, scale: 'whole' };

interface ChartCard {
  title: string;
  description: string;
  unit: Unit;
  kind: 'line' | 'bar';
  data: (metrics: Metrics) => ChartData;
  rows: Record<string, string>;
}

const tokenClasses = [
  { key: 'input', label: 'Input', value: (t: Metrics['totals']) => t.inputTokens },
  {
    key: 'cached',
    label: 'Cached input',
    value: (t: Metrics['totals']) => t.cachedInputTokens + t.cacheWriteTokens,
  },
  { key: 'output', label: 'Output', value: (t: Metrics['totals']) => t.outputTokens },
  { key: 'reasoning', label: 'Reasoning', value: (t: Metrics['totals']) => t.reasoningTokens },
];

const charts: readonly ChartCard[] = [
  {
    title: 'Requests',
    description: 'How many questions arrived, refused ones included.',
    unit: requests,
    kind: 'bar',
    data: (metrics) => byGroup(metrics, 'Requests', (totals) => totals.requests),
    rows: {},
  },
  {
    title: 'Latency',
    description: 'From arrival to the end of the answer.',
    unit: time,
    kind: 'line',
    data: (metrics) => percentiles(metrics, 'total'),
    rows: { sort: 'totalMs' },
  },
  {
    title: 'Error rate',
    description: 'Failed requests among those admitted.',
    unit: shareOf,
    kind: 'line',
    data: (metrics) => byGroup(metrics, 'Error rate', errorRate),
    rows: { status: 'error' },
  },
  {
    title: 'Time to first token',
    description: 'How long a reader looks at nothing.',
    unit: time,
    kind: 'line',
    data: (metrics) => percentiles(metrics, 'first_token'),
    rows: {},
  },
  {
    title: 'Positive feedback',
    description: 'Thumbs up among all thumbs, by when the question was asked.',
    unit: shareOf,
    kind: 'line',
    data: (metrics) => byGroup(metrics, 'Thumbs up', satisfaction),
    rows: { feedback: 'any' },
  },
  {
    title: 'Declined',
    description: 'Questions the documents held no answer to.',
    unit: shareOf,
    kind: 'line',
    data: (metrics) => byGroup(metrics, 'Declined', declineRate),
    rows: { status: 'declined' },
  },
  {
    title: 'Tokens',
    description: 'By class; cached ones are cheaper.',
    unit: tokensUnit,
    kind: 'bar',
    data: (metrics) => byValue(metrics, tokenClasses),
    rows: { sort: 'outputTokens' },
  },
  {
    title: 'Cost',
    description: 'At the prices set for each provider.',
    unit: dollarUnit,
    kind: 'bar',
    data: (metrics) => byGroup(metrics, 'Cost', (totals) => dollars(totals.cost)),
    rows: { sort: 'cost' },
  },
];

const noData: ChartData = { series: [], points: [] };
const noMarks: readonly Mark[] = [];
const chartHeight = 200;
/** With title, unit, legend and edges: what is not drawn yet takes as much. */
const cardHeight = chartHeight + 104;

interface OverviewChartsProps {
  /** Undefined while loading. */
  metrics: Metrics | undefined;
  /** What every link to rows carries; keeps its identity. */
  rows: Readonly<Record<string, string | undefined>>;
  /** Page of what is behind a point. */
  rowsPage: string;
  marks: readonly Mark[] | undefined;
  /** Draws them all, wherever they are. */
  eager: boolean;
  onRange: (range: TimeRange) => void;
}

/** The charts that support the verdict, drawn after it, as somebody comes near them. A click on a point opens its rows; a drag zooms in. */
export function OverviewCharts({ eager, onRange, ...given }: OverviewChartsProps) {
  const { rows, rowsPage } = given;
  // Whoever presses something is not kept waiting by eight charts.
  const metrics = useDeferredValue<Metrics | null | undefined>(given.metrics, null) ?? undefined;
  const marks = useDeferredValue<readonly Mark[] | null | undefined>(given.marks, null) ?? noMarks;
  const { push } = useRouter();
  const zoom = useLatest(({ from, to }: PickedRange) =>
    onRange({ kind: 'fixed', from: new Date(from), to: new Date(to) }),
  );
  const open = useCallback(
    (own: Record<string, string>, { from, to }: PickedRange) =>
      push(withQuery(rowsPage, { ...rows, ...own, from, to })),
    [push, rows, rowsPage],
  );
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {charts.map((chart) => (
        <LazyMount key={chart.title} height={cardHeight} eager={eager} className="[&>section]:h-full">
          <ChartOf chart={chart} metrics={metrics} marks={marks} onZoom={zoom} onOpen={open} />
        </LazyMount>
      ))}
    </div>
  );
}

interface ChartOfProps {
  chart: ChartCard;
  metrics: Metrics | undefined;
  marks: readonly Mark[];
  onZoom: (range: PickedRange) => void;
  onOpen: (own: Record<string, string>, range: PickedRange) => void;
}

/** Draws again only when there is something else to draw. */
const ChartOf = memo(function ChartOf({ chart, metrics, marks, onZoom, onOpen }: ChartOfProps) {
  const data = useMemo(() => (metrics ? chart.data(metrics) : noData), [chart, metrics]);
  const loading = useMemo(() => {
    const now = new Date().toISOString();
    return { from: now, to: now, bucketSeconds: 60 };
  }, []);
  const pick = useCallback((range: PickedRange) => onOpen(chart.rows, range), [chart, onOpen]);
  return (
    <TimeSeriesChart
      title={chart.title}
      description={chart.description}
      kind={chart.kind}
      stacked={chart.kind === 'bar'}
      series={data.series}
      points={metrics ? data.points : undefined}
      range={metrics ?? loading}
      unit={chart.unit}
      height={chartHeight}
      marks={marks}
      syncId="overview"
      onBrush={onZoom}
      onPick={pick}
    />
  );
});
