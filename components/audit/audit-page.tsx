'use client';

import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { endsOf, useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CursorPagination } from '#components/ui/pagination.tsx';
import { useCursorPages } from '#components/ui/use-cursor-pages.ts';
import { AuditFilters } from './audit-filters.tsx';
import { ChainBadge } from './chain-badge.tsx';
import { ChainProblems } from './chain-problems.tsx';
import { eventColumns } from './event-columns.tsx';
import { EventDrawer } from './event-drawer.tsx';
import { AuditExportMenu } from './export-menu.tsx';
import { useAuditPage } from './queries.ts';
import { toQuery, useAuditFilters } from './use-filters.ts';

/** Who changed what, when and why, and who was refused. */
export function AuditPage() {
  const [filters, setFilters] = useAuditFilters();
  const [range, setRange] = useTimeRange('30d');
  const [opened, open] = useDrawerId('event');
  const [now] = useState(() => new Date());
  const base = {
    ...toQuery(filters),
    ...(range.kind === 'fixed' ? endsOf(range, now) : { from: endsOf(range, now).from }),
  };
  const pages = useCursorPages(JSON.stringify(base));
  const page = useAuditPage({ ...base, limit: 50, cursor: pages.cursor });
  const next = page.data?.next ?? null;
  return (
    <>
      <PageHeader
        title="Audit"
        description="Who changed what, when and why, and who was refused. Entries are only ever added."
        badges={<ChainBadge />}
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            <AuditExportMenu filters={base} />
          </>
        }
      />
      <ChainProblems />
      <DataTable
        label="Audit log"
        columns={eventColumns}
        columnsKey="audit"
        rows={page.data?.items}
        rowKey={(event) => event.id}
        error={page.error}
        onRetry={() => void page.refetch()}
        onOpen={(event) => open(event.id)}
        isSelected={(event) => event.id === opened}
        toolbar={<AuditFilters state={filters} onChange={setFilters} />}
        empty={
          <EmptyState
            icon={ShieldCheck}
            title="No events match"
            action={<Button onClick={() => void setFilters(null)}>Clear the filters</Button>}
          >
            Every change somebody makes and every request that is refused becomes an entry here. Widen the
            time range or the filters.
          </EmptyState>
        }
        footer={
          <CursorPagination
            count={page.data?.items.length ?? 0}
            onPrevious={pages.back}
            onNext={next === null ? null : () => pages.forward(next)}
          />
        }
      />
      <EventDrawer
        onFilter={(filter) => {
          open(null);
          void setFilters(filter);
        }}
      />
    </>
  );
}
