import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { errorRate } from '#components/overview/rates.ts';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { formatCount, formatPercent } from '#components/ui/format.ts';
import { Count, Duration } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { withQuery } from '#lib/client/api.ts';
import type { Metrics } from '#lib/monitoring/schemas.ts';
import type { EndpointSummary } from '#lib/serving/schemas.ts';
import { endpointHref } from './hrefs.ts';
import { requestSeries } from './request-series.ts';
import { SplitBar } from './split-bar.tsx';

type Group = Metrics['groups'][number];

/** `metrics`: of the last 24 hours by endpoint; undefined while loading. */
export function endpointColumns(metrics: Metrics | undefined): Column<EndpointSummary>[] {
  const groupOf = (endpoint: EndpointSummary): Group | undefined =>
    metrics?.groups.find((group) => group.endpoint === endpoint.name);
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
      sortValue: (endpoint) => groupOf(endpoint)?.totals.requests ?? 0,
      cell: (endpoint) => metrics && <Requests metrics={metrics} group={groupOf(endpoint)} />,
    },
    {
      id: 'p95',
      header: 'P95, 24 h',
      align: 'right',
      className: 'whitespace-nowrap max-sm:hidden',
      sortValue: (endpoint) => groupOf(endpoint)?.totals.latency.total?.p95 ?? null,
      cell: (endpoint) => {
        const p95 = groupOf(endpoint)?.totals.latency.total?.p95;
        return p95 === undefined ? '–' : <Duration ms={p95} />;
      },
    },
    {
      id: 'errors',
      header: 'Errors, 24 h',
      align: 'right',
      className: 'whitespace-nowrap max-md:hidden',
      sortValue: (endpoint) => rateOf(groupOf(endpoint)),
      cell: (endpoint) => {
        const rate = rateOf(groupOf(endpoint));
        return rate === null ? (
          '–'
        ) : (
          <Link
            href={withQuery('/inferences', { endpoint: endpoint.name, status: 'error', range: '24h' })}
            className="hover:underline"
          >
            {formatPercent(rate)}
          </Link>
        );
      },
    },
    {
      id: 'updated',
      header: 'Updated',
      className: 'whitespace-nowrap max-lg:hidden',
      sortValue: (endpoint) => endpoint.updatedAt,
      cell: (endpoint) => <RelativeTime at={endpoint.updatedAt} />,
    },
  ];
}

function rateOf(group: Group | undefined): number | null {
  return group === undefined ? null : errorRate(group.totals);
}

function Requests({ metrics, group }: { metrics: Metrics; group: Group | undefined }) {
  const requests = group?.totals.requests ?? 0;
  return (
    <span className="flex items-center justify-end gap-3">
      {group && (
        <Sparkline
          values={requestSeries(metrics, group)}
          label={`Requests in the last 24 hours: ${formatCount(requests)}`}
          width={72}
          height={20}
        />
      )}
      <Count value={requests} compact />
    </span>
  );
}
