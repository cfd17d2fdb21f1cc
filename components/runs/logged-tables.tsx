'use client';

import { DataTable } from '#components/ui/data-table.tsx';
import type { Column } from '#components/ui/data-table-row.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatCount, formatMoment } from '#components/ui/format.ts';
import type { MetricSummary } from '#lib/tracking/schemas.ts';
import { MetricNumber } from './metric-number.tsx';
import { finite } from './metric-words.ts';

const metricColumns: readonly Column<MetricSummary>[] = [
  {
    id: 'key',
    header: 'Metric',
    className: 'w-full [overflow-wrap:anywhere]',
    sortValue: ({ key }) => key,
    cell: ({ key }) => key,
  },
  {
    id: 'value',
    header: 'Latest',
    align: 'right',
    sortValue: ({ value }) => finite(value),
    cell: ({ value }) => <MetricNumber value={value} />,
  },
  {
    id: 'step',
    header: 'Step',
    align: 'right',
    sortValue: ({ step }) => step,
    cell: ({ step, timestamp }) => <span title={formatMoment(new Date(timestamp))}>{formatCount(step)}</span>,
  },
];

export function MetricsTable({ metrics }: { metrics: readonly MetricSummary[] }) {
  return (
    <DataTable
      label="Latest metrics"
      columns={metricColumns}
      rows={metrics}
      rowKey={({ key }) => key}
      sort={{ by: 'key', order: 'asc' }}
      empty={<EmptyState title="No metric">Numbers logged with mlflow.log_metric appear here.</EmptyState>}
    />
  );
}

interface Param {
  key: string;
  value: string;
}

const paramColumns: readonly Column<Param>[] = [
  { id: 'key', header: 'Parameter', sortValue: ({ key }) => key, cell: ({ key }) => key },
  {
    id: 'value',
    header: 'Value',
    className: 'w-full whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere]',
    sortValue: ({ value }) => value,
    cell: ({ value }) => value,
  },
];

export function ParamsTable({ params }: { params: Readonly<Record<string, string>> }) {
  return (
    <DataTable
      label="Parameters"
      columns={paramColumns}
      rows={Object.entries(params).map(([key, value]) => ({ key, value }))}
      rowKey={({ key }) => key}
      sort={{ by: 'key', order: 'asc' }}
      empty={<EmptyState title="No parameter">Settings logged with mlflow.log_param appear here.</EmptyState>}
    />
  );
}
