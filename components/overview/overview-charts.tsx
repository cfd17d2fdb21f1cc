'use client';

import { useRouter } from 'next/navigation';
import type { Mark, PickedRange, Unit } from '#components/charts/series.ts';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { formatCompact, formatCount, formatDuration, formatPercent } from '#components/ui/format.ts';
import { withQuery } from '#lib/client/api.ts';
import type { Metrics } from '#lib/monitoring/schemas.ts';
import { byGroup, byValue, type ChartData, percentiles } from './chart-data.ts';
import { declineRate, dollars, errorRate, satisfaction } from './rates.ts';

const requests: Unit = { name: 'requests', format: formatCount, tick: formatCompact, scale: 'whole' };
const shareOf: Unit = {
  name: '%',
  format: formatPercent,
  tick: (value) => `${Math.round(value * 100)} %`,
  scale: 'share',
};
const time: Unit = { name: 'time', format: formatDuration };
const tokensUnit: Unit = { name: 'tokens', format: formatCount, tick: formatCompact, scale: 'whole' };
const money: Unit = {
  name: 'USD',
  format: (value) => `$${value.toPrecision(3)}`,
  tick: (value) => `$${Number(value.toPrecision(2))}`,
};

interface OverviewChartsProps {
  metrics: Metrics | undefined;
  rows: Record<string, string | undefined>;
  /** Page of what is behind a point. */
  rowsPage: string;
  marks: readonly Mark[];
  onBrush: (range: PickedRange) => void;
}

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
    unit: money,
    kind: 'bar',
    data: (metrics) => byGroup(metrics, 'Cost', (totals) => dollars(totals.cost)),
    rows: { sort: 'cost' },
  },
];

const noData: ChartData = { series: [], points: [] };

/** The charts that support the verdict. A click on a point opens its rows; a drag zooms in. */
export function OverviewCharts({ metrics, rows, rowsPage, marks, onBrush }: OverviewChartsProps) {
  const router = useRouter();
  const now = new Date().toISOString();
  const range = metrics ?? { from: now, to: now, bucketSeconds: 60 };
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {charts.map((chart) => {
        const data = metrics ? chart.data(metrics) : noData;
        return (
          <TimeSeriesChart
            key={chart.title}
            title={chart.title}
            description={chart.description}
            kind={chart.kind}
            stacked={chart.kind === 'bar'}
            series={data.series}
            points={metrics ? data.points : undefined}
            range={range}
            unit={chart.unit}
            marks={marks}
            syncId="overview"
            onBrush={onBrush}
            onPick={({ from, to }) => router.push(withQuery(rowsPage, { ...rows, ...chart.rows, from, to }))}
          />
        );
      })}
    </div>
  );
}
