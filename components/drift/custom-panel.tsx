'use client';

import { Plus, Sigma } from 'lucide-react';
import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { Badge, StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { CustomMetric } from '#lib/monitors/schemas.ts';
import { CustomDialog } from './custom-dialog.tsx';
import { useCustomMetrics } from './queries.ts';

const pageSize = 50;

/** Metrics of one's own formulas; their values are in Explore, dashboards and alerts under "Custom metric". */
export function CustomPanel() {
  const [page, setPage] = useQueryState('metricpage', parseAsInteger.withDefault(1));
  const metrics = useCustomMetrics({ page: Math.max(1, page), pageSize });
  const writable = can(useMe().data, 'monitors.write');
  const [open, setOpen] = useState<CustomMetric | 'new' | null>(null);
  const columns = useMemo(() => metricColumns(), []);
  return (
    <>
      <DataTable
        label="Custom metrics"
        columns={columns}
        rows={metrics.data?.items}
        rowKey={({ id }) => id}
        error={metrics.error}
        onRetry={() => void metrics.refetch()}
        onOpen={writable ? setOpen : undefined}
        toolbar={
          <>
            <p className="text-muted-foreground">
              Formulas over columns of rows, or over metrics. Explore, dashboards and alerts read them by
              name.
            </p>
            {writable && (
              <Button variant="primary" className="ml-auto" onClick={() => setOpen('new')}>
                <Plus aria-hidden />
                New metric
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState icon={Sigma} title="No metric of your own yet">
            For example the cost per word of an answer: <code>cost / (answer_length / 5)</code>, as a mean of
            each hour.
          </EmptyState>
        }
        footer={
          metrics.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={metrics.data.total}
              onPage={(next) => void setPage(next)}
            />
          )
        }
      />
      {open !== null && <CustomDialog metric={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function metricColumns(): Column<CustomMetric>[] {
  return [
    {
      id: 'name',
      header: 'Metric',
      alwaysShown: true,
      cell: ({ name, description, enabled, error }) => (
        <div className="min-w-36">
          <span className="font-medium">{name}</span> {!enabled && <Badge>off</Badge>}
          {error !== null && (
            <span title={error}>
              <StatusBadge tone="bad">failing</StatusBadge>
            </span>
          )}
          {description !== '' && <p className="text-muted-foreground text-sm">{description}</p>}
        </div>
      ),
    },
    { id: 'endpoint', header: 'Endpoint', cell: ({ endpoint }) => endpoint },
    {
      id: 'formula',
      header: 'Formula',
      cell: ({ formula, aggregation }) => (
        <code className="text-sm [overflow-wrap:anywhere]">
          {aggregation === null ? formula : `${aggregation} of ${formula}`}
        </code>
      ),
    },
    { id: 'granularity', header: 'Each', cell: ({ granularity }) => granularity },
    {
      id: 'computed',
      header: 'Computed through',
      cell: ({ computedThrough }) => <RelativeTime at={computedThrough} fallback="not yet" />,
    },
  ];
}
