'use client';

import { Sheet } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useMemo } from 'react';
import { Card } from '#components/ui/card.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { describeMetric, type MetricExpression } from '#lib/monitoring/schemas.ts';
import { dimensionLabel } from './dimension-labels.ts';
import { csvCell, fileName } from './export-csv.ts';
import { changeOf } from './metric-compare.ts';
import { type MetricSeries, metricData, oneLine } from './metric-lines.ts';
import { metricLabel, unitOf } from './metric-units.ts';
import { rowsHref } from './rows-link.ts';
import { saveFile } from './save-file.ts';
import { exactName, exactText, exactValue, type Unit } from './series.ts';
import { useMetric } from './use-metric.ts';

interface MetricTableProps {
  title: string;
  expression: MetricExpression;
  range: { from: string; to: string };
  live: boolean;
  actions?: ReactNode;
  className?: string;
}

/** A metric of the whole range by group, largest first; each row leads to the requests behind it. */
export function MetricTable({ title, expression, range, live, actions, className }: MetricTableProps) {
  const { data, error, refetch } = useMetric(
    { ...expression, ...range, step: 0, compare: 'previous' },
    { live },
  );
  const me = useMe();
  const mayRead = can(me.data, 'inferences.read');
  const rows = useMemo(
    () => data && metricData(oneLine(expression), [data], undefined, Number.POSITIVE_INFINITY).series,
    [data, expression],
  );
  const columns = useMemo(() => columnsOf(expression, range, mayRead), [expression, range, mayRead]);
  const unit = unitOf(expression.metric, expression.aggregation);
  return (
    <Card
      title={title}
      description={describeMetric(expression.metric).description}
      className={className}
      actions={
        <>
          <IconButton
            label={`Save ${title} as CSV`}
            icon={<Sheet aria-hidden />}
            disabled={rows === undefined}
            onClick={() => saveFile(csvOf(rows ?? [], unit), `${fileName(title)}.csv`)}
          />
          {actions}
        </>
      }
    >
      <div className="max-h-96 overflow-y-auto">
        <DataTable
          label={title}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.key}
          error={error}
          onRetry={() => void refetch()}
          sort={{ by: 'value', order: 'desc' }}
          skeletonRows={4}
          empty={
            <p className="p-6 text-center text-muted-foreground text-sm">
              Nothing was measured in this range.
            </p>
          }
        />
      </div>
      {data?.more && (
        <p className="pt-2 text-muted-foreground text-xs">
          The {data.groups.length} groups with most counted. Narrow the filters to see others.
        </p>
      )}
    </Card>
  );
}

function columnsOf(
  expression: MetricExpression,
  range: MetricTableProps['range'],
  mayRead: boolean,
): Column<MetricSeries>[] {
  const unit = unitOf(expression.metric, expression.aggregation);
  const { better } = describeMetric(expression.metric);
  return [
    {
      id: 'group',
      header:
        expression.groupBy === undefined ? 'Metric' : dimensionLabel(expression.metric, expression.groupBy),
      alwaysShown: true,
      sortValue: (row) => row.label,
      cell: (row) => {
        const href = mayRead ? rowsHref(row.expression, range, row.total.value) : null;
        return href === null ? (
          <span className="[overflow-wrap:anywhere]">{row.label}</span>
        ) : (
          <Link
            href={href}
            className="text-accent-text underline-offset-4 [overflow-wrap:anywhere] hover:underline"
          >
            {row.label}
          </Link>
        );
      },
    },
    {
      id: 'value',
      header: metricLabel(expression.metric, expression.aggregation, expression.threshold),
      align: 'right',
      sortValue: (row) => row.total.value,
      cell: ({ total: { value } }) => (
        <span className="tabular-nums" title={value === null ? undefined : exactText(unit, value)}>
          {value === null ? '–' : unit.format(value)}
        </span>
      ),
    },
    {
      id: 'change',
      header: 'Change',
      className: 'max-sm:hidden',
      cell: (row) => (
        <span className="text-muted-foreground">
          {changeOf(row.total, row.previous, better)?.text ?? '–'}
        </span>
      ),
    },
    {
      id: 'count',
      header: 'Rests on',
      align: 'right',
      className: 'max-sm:hidden',
      sortValue: (row) => row.total.count,
      cell: (row) => <Count value={row.total.count} compact />,
    },
  ];
}

function csvOf(rows: readonly MetricSeries[], unit: Unit): string {
  const exact = (value: number | null) => (value === null ? null : exactValue(unit, value));
  const lines = [
    ['group', `value (${exactName(unit)})`, `before (${exactName(unit)})`, 'count'],
    ...rows.map(({ label, total, previous }) => [
      label,
      exact(total.value),
      exact(previous?.value ?? null),
      total.count,
    ]),
  ];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
