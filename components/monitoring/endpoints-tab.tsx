'use client';

import { Activity } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { useMetrics } from '#components/charts/use-metric.ts';
import { useEndpoints } from '#components/endpoints/queries.ts';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { useListState } from '#components/ui/use-list-state.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Aggregation, MetricName, MetricQuery } from '#lib/monitoring/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';
import { endpointColumns } from './endpoint-columns.tsx';
import { type EndpointReadings, endpointRows } from './endpoint-rows.ts';
import { monitoringHref } from './hrefs.ts';
import { useOpenAlerts } from './queries.ts';

interface EndpointsTabProps {
  range: { from: string; to: string };
  live: boolean;
  environment: Environment | null;
}

const asked: Record<keyof EndpointReadings, [MetricName, Aggregation]> = {
  requests: ['requests', 'sum'],
  errorRate: ['error_rate', 'value'],
  p95: ['latency', 'p95'],
  satisfaction: ['satisfaction', 'value'],
  cost: ['cost', 'sum'],
  drifting: ['drifting', 'max'],
  health: ['health_up', 'mean'],
};
const names = Object.keys(asked) as (keyof EndpointReadings)[];

/** Every endpoint with what matters first; each leads to its dashboard. */
export function EndpointsTab({ range, live, environment }: EndpointsTabProps) {
  const router = useRouter();
  const me = useMe();
  const list = useListState({ by: 'requests', order: 'desc' });
  const mayList = can(me.data, 'endpoints.read');
  const endpoints = useEndpoints(mayList);
  const alerts = useOpenAlerts();
  const queries = names.map((name): MetricQuery => {
    const [metric, aggregation] = asked[name];
    return {
      metric,
      aggregation,
      traffic: 'live',
      groupBy: 'endpoint',
      ...range,
      ...(environment !== null && { environment }),
      // Only the sparkline has a course; the others are totals.
      ...(name !== 'requests' && { step: 0 }),
    };
  });
  const { readings, error, refetch } = useMetrics(queries, { live });
  const known = endpoints.data?.items;
  const rows = useMemo(() => {
    if (readings[0] === null) return undefined;
    const read = (name: keyof EndpointReadings) => readings[names.indexOf(name)] ?? null;
    const byName: EndpointReadings = {
      requests: read('requests'),
      errorRate: read('errorRate'),
      p95: read('p95'),
      satisfaction: read('satisfaction'),
      cost: read('cost'),
      drifting: read('drifting'),
      health: read('health'),
    };
    const inEnvironment = (known ?? []).filter(
      (one) => environment === null || one.environment === environment,
    );
    return endpointRows(byName, inEnvironment, alerts.data?.items ?? []).filter(({ name }) =>
      name.includes(list.q.toLowerCase()),
    );
  }, [readings, known, environment, alerts.data, list.q]);
  const columns = useMemo(() => endpointColumns(range), [range]);
  return (
    <DataTable
      label="Endpoints"
      columns={columns}
      columnsKey="monitoring"
      rows={rows}
      rowKey={({ name }) => name}
      error={error}
      onRetry={refetch}
      onOpen={({ name }) => router.push(monitoringHref(name, range))}
      sort={list.sort}
      toolbar={<SearchInput label="Search endpoints" value={list.q} onSearch={list.setQ} />}
      footer={
        readings[0]?.more ? (
          <p className="px-3 py-2 text-muted-foreground text-sm">
            The 200 endpoints with most requests. Choose an environment to see others.
          </p>
        ) : undefined
      }
      empty={
        <EmptyState
          icon={Activity}
          title={list.q === '' ? 'Nothing was asked in this range' : 'No endpoint is called that'}
          action={
            list.q === '' && (
              <Button asChild variant="primary">
                <Link href="/chat">Ask a question</Link>
              </Button>
            )
          }
        >
          Endpoints appear here with their first request. Widen the range to look further back.
        </EmptyState>
      }
    />
  );
}
