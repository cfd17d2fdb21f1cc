'use client';

import { Plus, Shuffle } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { Button } from '#components/ui/button.tsx';
import { UrlDrawer } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import { MonitorCard } from './monitor-card.tsx';
import { MonitorDetail } from './monitor-detail.tsx';
import { MonitorDialog } from './monitor-dialog.tsx';
import { useMonitors } from './queries.ts';

const pageSize = 20;

/** What monitors found, the worst first. */
export function MonitorsPanel() {
  const [{ q, page, endpoint }, set] = useQueryStates({
    q: parseAsString.withDefault(''),
    page: parseAsInteger.withDefault(1),
    endpoint: parseAsString,
  });
  const [environment] = useEnvironment();
  const monitors = useMonitors({
    environment: environment ?? undefined,
    q: q === '' ? undefined : q,
    endpoint: endpoint ?? undefined,
    page: Math.max(1, page),
    pageSize,
  });
  const [, setOpen] = useQueryStates(
    { monitor: parseAsString, run: parseAsString, column: parseAsString, slice: parseAsString },
    { history: 'push' },
  );
  // Another monitor begins with its last window, not with the column of the one before.
  const open = (monitor: string) => void setOpen({ monitor, run: null, column: null, slice: null });
  const [adding, setAdding] = useState(false);
  const writable = can(useMe().data, 'monitors.write');
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          label="Search monitors"
          value={q}
          onSearch={(next) => void set({ q: next || null, page: null })}
        />
        {endpoint !== null && (
          <Button size="sm" onClick={() => void set({ endpoint: null, page: null })}>
            Only {endpoint} · show all
          </Button>
        )}
        {writable && (
          <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            New monitor
          </Button>
        )}
      </div>
      {monitors.error && <ErrorState error={monitors.error} onRetry={() => void monitors.refetch()} />}
      {monitors.isPending && <Skeleton className="h-64 w-full" />}
      {monitors.data?.items.length === 0 && (
        <EmptyState icon={Shuffle} title={q === '' ? 'No monitor yet' : 'No monitor is named so'}>
          Every endpoint gets a monitor of its own when it is made. What it finds comes here.
        </EmptyState>
      )}
      <ul className="flex flex-col gap-3">
        {monitors.data?.items.map((monitor) => (
          <li key={monitor.id}>
            <MonitorCard monitor={monitor} onOpen={() => open(monitor.id)} />
          </li>
        ))}
      </ul>
      {monitors.data && (
        <Pagination
          page={page}
          pageSize={pageSize}
          total={monitors.data.total}
          onPage={(next) => void set({ page: next === 1 ? null : next })}
        />
      )}
      <UrlDrawer param="monitor" size="lg" title="Monitor">
        {(id) => <MonitorDetail id={id} />}
      </UrlDrawer>
      {adding && <MonitorDialog monitor={null} onClose={() => setAdding(false)} />}
    </div>
  );
}
