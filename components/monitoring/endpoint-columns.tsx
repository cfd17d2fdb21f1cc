import Link from 'next/link';
import type { ReactNode } from 'react';
import { unitOf } from '#components/charts/metric-units.ts';
import { rowsHref } from '#components/charts/rows-link.ts';
import { exactText } from '#components/charts/series.ts';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { EnvironmentBadge, StatusBadge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { formatCount, formatPercent } from '#components/ui/format.ts';
import { Count } from '#components/ui/numbers.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { Aggregation, MetricName } from '#lib/monitoring/schemas.ts';
import type { EndpointRow } from './endpoint-rows.ts';
import { monitoringHref } from './hrefs.ts';

interface Range {
  from: string;
  to: string;
}

interface MeasuredColumn {
  id: 'errorRate' | 'p95' | 'satisfaction' | 'cost';
  header: string;
  metric: MetricName;
  aggregation: Aggregation;
  className?: string;
}

const measuredColumns: readonly MeasuredColumn[] = [
  { id: 'errorRate', header: 'Error rate', metric: 'error_rate', aggregation: 'value' },
  { id: 'p95', header: 'P95', metric: 'latency', aggregation: 'p95' },
  {
    id: 'satisfaction',
    header: 'Satisfaction',
    metric: 'satisfaction',
    aggregation: 'value',
    className: 'max-md:hidden',
  },
  { id: 'cost', header: 'Cost', metric: 'cost', aggregation: 'sum', className: 'max-sm:hidden' },
];

/** Every number leads to what is behind it. */
export function endpointColumns(range: Range): Column<EndpointRow>[] {
  return [
    {
      id: 'name',
      header: 'Endpoint',
      alwaysShown: true,
      sortValue: ({ name }) => name,
      cell: ({ name, environment }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link
            href={monitoringHref(name, range)}
            className="font-medium underline-offset-4 [overflow-wrap:anywhere] hover:underline"
          >
            {name}
          </Link>
          {environment && <EnvironmentBadge environment={environment} />}
        </span>
      ),
    },
    {
      id: 'requests',
      header: 'Requests',
      align: 'right',
      sortValue: ({ requests }) => requests,
      cell: ({ name, requests, course }) => (
        <span className="flex items-center justify-end gap-3">
          <span className="max-sm:hidden">
            <Sparkline values={course} label={`Requests of ${name} over the range`} width={80} height={20} />
          </span>
          <span className="min-w-12">
            <Count value={requests} compact />
          </span>
        </span>
      ),
    },
    ...measuredColumns.map((column) => measuredColumn(column, range)),
    {
      id: 'alerts',
      header: 'Alerts',
      sortValue: ({ openAlerts }) => openAlerts,
      cell: ({ name, openAlerts }) =>
        openAlerts === 0 ? (
          <Nothing>none</Nothing>
        ) : (
          <Badged href={withQuery('/alerts', { endpoint: name })}>
            <StatusBadge tone="bad">{formatCount(openAlerts)} open</StatusBadge>
          </Badged>
        ),
    },
    {
      id: 'drift',
      header: 'Drift',
      className: 'max-lg:hidden',
      sortValue: ({ drifting }) => (drifting === null ? null : Number(drifting)),
      cell: ({ name, drifting }) =>
        drifting === null ? (
          <Nothing>not watched</Nothing>
        ) : (
          <Badged href={withQuery('/drift', { endpoint: name })}>
            <StatusBadge tone={drifting ? 'warn' : 'ok'}>{drifting ? 'drifted' : 'steady'}</StatusBadge>
          </Badged>
        ),
    },
    {
      id: 'health',
      header: 'Health',
      className: 'max-lg:hidden',
      sortValue: ({ uptime }) => uptime,
      cell: ({ name, uptime }) =>
        uptime === null ? (
          <Nothing>no check</Nothing>
        ) : (
          <Badged href={withQuery('/health', { endpoint: name })}>
            <StatusBadge tone={uptime === 1 ? 'ok' : uptime >= 0.99 ? 'warn' : 'bad'}>
              {formatPercent(uptime)} up
            </StatusBadge>
          </Badged>
        ),
    },
  ];
}

function measuredColumn(
  { id, header, metric, aggregation, className }: MeasuredColumn,
  range: Range,
): Column<EndpointRow> {
  const unit = unitOf(metric, aggregation);
  return {
    id,
    header,
    align: 'right',
    className,
    sortValue: (row) => row[id],
    cell: (row) => {
      const value = row[id];
      if (value === null) return <Nothing>–</Nothing>;
      const href = rowsHref({ metric, aggregation, traffic: 'live', endpoint: row.name }, range, value);
      const text = (
        <span className="tabular-nums" title={exactText(unit, value)}>
          {unit.format(value)}
        </span>
      );
      return href === null ? (
        text
      ) : (
        <Link href={href} className="underline-offset-4 hover:underline">
          {text}
        </Link>
      );
    },
  };
}

function Badged({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-sm hover:opacity-80">
      {children}
    </Link>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <span className="text-muted-foreground">{children}</span>;
}
