'use client';

import { Plus, Waypoints } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { canCreate, useMe } from '#lib/client/use-me.ts';
import { endpointColumns } from './endpoint-columns.tsx';
import { endpointHref, newEndpointHref } from './hrefs.ts';
import { useEndpoints } from './queries.ts';
import { dayMinutes, useRecentMetrics } from './use-recent-metrics.ts';

/** What do clients call, and who answers? */
export function EndpointsPage() {
  const router = useRouter();
  const me = useMe();
  const endpoints = useEndpoints();
  const metrics = useRecentMetrics({ minutes: dayMinutes, groupBy: 'endpoint' });
  const [q, setQ] = useQueryState('q', parseAsString.withDefault(''));
  const [environment] = useEnvironment();
  const columns = useMemo(() => endpointColumns(metrics.data), [metrics.data]);
  const wanted = q.trim().toLowerCase();
  const mayWrite = canCreate(me.data, 'endpoints.write');
  return (
    <>
      <PageHeader
        title="Endpoints"
        description="What do clients call, and which versions answer? The names stay for ever; what is behind them changes."
        actions={mayWrite && <CreateEndpointLink />}
      />
      <DataTable
        label="Endpoints"
        columns={columns}
        rows={endpoints.data?.items.filter(
          (endpoint) =>
            (environment === null || endpoint.environment === environment) &&
            `${endpoint.name} ${endpoint.description}`.toLowerCase().includes(wanted),
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
          endpoints.data?.items.length === 0 ? (
            <EmptyState icon={Waypoints} title="No endpoint yet" action={mayWrite && <CreateEndpointLink />}>
              An endpoint is a stable name that clients call; behind it you choose which versions answer.
            </EmptyState>
          ) : (
            <EmptyState icon={Waypoints} title="No endpoint matches">
              {q !== '' && `No name or description contains "${q}". `}
              {environment !== null && `Only endpoints in ${environment} are shown.`}
            </EmptyState>
          )
        }
      />
    </>
  );
}

function CreateEndpointLink() {
  return (
    <Button asChild variant="primary">
      <Link href={newEndpointHref}>
        <Plus aria-hidden />
        Create endpoint
      </Link>
    </Button>
  );
}
