'use client';

import { ChartNoAxesColumn } from 'lucide-react';
import { useMemo } from 'react';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { Count, Money } from '#components/ui/numbers.tsx';
import type { UsageGroup, UsageReport } from '#lib/limits/schemas.ts';
import { dollars, groupName, type Measure, measured, measureLabels } from './usage-data.ts';

type Row = UsageReport['groups'][number];

interface UsageTableProps {
  usage: UsageReport | undefined;
  groupBy: UsageGroup;
  measure: Measure;
}

/** The groups with all their sums; a request of somebody in two teams counts for both. */
export function UsageTable({ usage, groupBy, measure }: UsageTableProps) {
  const columns = useMemo(() => columnsOf(usage, measure), [usage, measure]);
  return (
    <>
      <DataTable
        label="Usage by group"
        columns={columns}
        rows={usage?.groups}
        rowKey={(row) => row.key}
        sort={{ by: measure, order: 'desc' }}
        empty={
          <EmptyState icon={ChartNoAxesColumn} title="Nothing was used in this range">
            Every answer leaves an entry here when it ends. Widen the range to look further back.
          </EmptyState>
        }
      />
      {groupBy === 'team' && (
        <p className="text-muted-foreground text-sm">
          A request counts for each team of its person, so teams may sum to more than the total.
        </p>
      )}
    </>
  );
}

function columnsOf(usage: UsageReport | undefined, measure: Measure): Column<Row>[] {
  const whole = usage === undefined ? 0 : measured(usage.totals, measure);
  return [
    {
      id: 'name',
      header: 'Group',
      alwaysShown: true,
      sortValue: groupName,
      cell: (row) => <span className="font-medium [overflow-wrap:anywhere]">{groupName(row)}</span>,
    },
    {
      id: 'trend',
      header: measureLabels[measure],
      className: 'w-36 max-sm:hidden',
      cell: (row) => (
        <Sparkline
          values={row.points.map((point) => measured(point, measure))}
          label={`${measureLabels[measure]} of ${groupName(row)} over the range`}
        />
      ),
    },
    {
      id: 'share',
      header: 'Share',
      align: 'right',
      className: 'w-24',
      sortValue: (row) => measured(row.totals, measure),
      cell: (row) => (whole === 0 ? '—' : formatPercent(measured(row.totals, measure) / whole)),
    },
    {
      id: 'requests',
      header: 'Requests',
      align: 'right',
      className: 'w-28',
      sortValue: (row) => row.totals.requests,
      cell: (row) => <Count value={row.totals.requests} />,
    },
    {
      id: 'input',
      header: 'Input',
      align: 'right',
      className: 'w-24 max-md:hidden',
      sortValue: (row) => row.totals.input + row.totals.cachedInput + row.totals.cacheWrite,
      cell: ({ totals }) => <Count compact value={totals.input + totals.cachedInput + totals.cacheWrite} />,
    },
    {
      id: 'output',
      header: 'Output',
      align: 'right',
      className: 'w-24 max-md:hidden',
      sortValue: (row) => row.totals.output + row.totals.reasoning,
      cell: ({ totals }) => <Count compact value={totals.output + totals.reasoning} />,
    },
    {
      id: 'tokens',
      header: 'Tokens',
      align: 'right',
      className: 'w-24 max-md:hidden',
      sortValue: (row) => row.totals.tokens,
      cell: (row) => <Count compact value={row.totals.tokens} />,
    },
    {
      id: 'cost',
      header: 'Cost',
      align: 'right',
      className: 'w-28',
      sortValue: (row) => dollars(row.totals.cost),
      cell: (row) => <Money nano={row.totals.cost} />,
    },
  ];
}
