'use client';

import { Waypoints } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Count, Duration } from '#components/ui/numbers.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { Metrics, MetricTotals } from '#lib/monitoring/schemas.ts';
import type { EndpointSummary } from '#lib/serving/schemas.ts';
import { endpointHref } from './hrefs.ts';
import { useEndpoints } from './queries.ts';
import { SplitBar } from './split-bar.tsx';
import { dayMinutes, useRecentMetrics } from './use-recent-metrics.ts';

/** What do clients call, and who answers? */
export function EndpointsPage() {
  const router = useRouter();
  const endpoints = useEndpoints();
  const metrics = useRecentMetrics({ minutes: dayMinutes, groupBy: 'endpoint' });
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''));
  const columns = useMemo(() => endpointColumns(metrics.data), [metrics.data]);
  const wanted = q.trim().toLowerCase();
  return (
    <>
      <PageHeader
        title="Endpoints"
        description="What do clients call, and which versions answer? The names stay for ever; what is behind them changes."
      />
      <DataTable
        label="Endpoints"
        columns={columns}
        rows={endpoints.data?.items.filter(({ name, description }) =>
          `${name} ${description}`.toLowerCase().includes(wanted),
        )}
        rowKey={(endpoint) => endpoint.name}
        error={endpoints.error}
        onRetry={() => void endpoints.refetch()}
        onOpen={(endpoint) => router.push(endpointHref(endpoint.name))}
        sort={{ by: 'name', order: 'asc' }}
        skeletonRows={3}
        toolbar={
          <SearchInput value={q} onSearch={(text) => void setQ(text || null)} label="Search endpoints" />
        }
        empty={
          <EmptyState icon={Waypoints} title={q === '' ? 'No endpoint yet' : 'No endpoint matches'}>
            {q === ''
              ? 'An endpoint is a stable name that clients call. Create one with POST /api/endpoints.'
              : `No name or description contains "${q}".`}
          </EmptyState>
        }
      />
    </>
  );
}

function endpointColumns(metrics: Metrics | undefined): Column<EndpointSummary>[] {
  const totalsOf = (endpoint: EndpointSummary): MetricTotals | undefined =>
    metrics?.groups.find((group) => group.endpoint === endpoint.name)?.totals;
  return [
    {
      id: 'name',
      header: 'Endpoint',
      alwaysShown: true,
      className: 'min-w-32',
      sortValue: (endpoint) => endpoint.name,
      cell: (endpoint) => (
        <div className="flex flex-col items-start gap-1 py-0.5">
          <Link href={endpointHref(endpoint.name)} className="font-medium hover:underline">
            {endpoint.name}
          </Link>
          <EnvironmentBadge environment={endpoint.environment} />
        </div>
      ),
    },
    {
      id: 'serves',
      header: 'Serves',
      className: 'w-full min-w-44',
      cell: (endpoint) => <SplitBar entities={endpoint.servedEntities} />,
    },
    {
      id: 'requests',
      header: 'Requests, 24 h',
      align: 'right',
      className: 'whitespace-nowrap max-sm:hidden',
      sortValue: (endpoint) => totalsOf(endpoint)?.requests ?? 0,
      cell: (endpoint) => metrics && <Count value={totalsOf(endpoint)?.requests ?? 0} compact />,
    },
    {
      id: 'p95',
      header: 'P95, 24 h',
      align: 'right',
      className: 'whitespace-nowrap max-sm:hidden',
      sortValue: (endpoint) => totalsOf(endpoint)?.latency.total?.p95 ?? null,
      cell: (endpoint) => {
        const p95 = totalsOf(endpoint)?.latency.total?.p95;
        return p95 === undefined ? '–' : <Duration ms={p95} />;
      },
    },
    {
      id: 'updated',
      header: 'Updated',
      className: 'whitespace-nowrap max-md:hidden',
      sortValue: (endpoint) => endpoint.updatedAt,
      cell: (endpoint) => <RelativeTime at={endpoint.updatedAt} />,
    },
  ];
}
