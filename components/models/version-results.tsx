'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useRecentMetrics, weekMinutes } from '#components/endpoints/use-recent-metrics.ts';
import { errorRate, satisfaction } from '#components/overview/rates.ts';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { Count, Duration, Money } from '#components/ui/numbers.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { withQuery } from '#lib/client/api.ts';

interface Result {
  label: string;
  value: ReactNode;
  /** Filters of the rows behind the number. */
  rows: Record<string, string>;
}

/** How a version did in the last 7 days; every number leads to its rows. */
export function VersionResults({ model, version }: { model: string; version: number }) {
  const metrics = useRecentMetrics({ minutes: weekMinutes, model, version, everyMs: 60_000 });
  if (metrics.error && !metrics.data) {
    return <ErrorState error={metrics.error} onRetry={() => void metrics.refetch()} />;
  }
  if (!metrics.data) return <Skeleton className="h-14 w-full" />;
  const { totals } = metrics.data;
  const p95 = totals.latency.total?.p95;
  const failed = errorRate(totals);
  const satisfied = satisfaction(totals);
  const results: Result[] = [
    { label: 'Requests', value: <Count value={totals.requests} compact />, rows: {} },
    {
      label: 'P95',
      value: p95 === undefined ? '–' : <Duration ms={p95} />,
      rows: { sort: 'totalMs' },
    },
    { label: 'Errors', value: failed === null ? '–' : formatPercent(failed), rows: { status: 'error' } },
    {
      label: 'Satisfied',
      value: satisfied === null ? 'not rated' : formatPercent(satisfied),
      rows: { feedback: 'any' },
    },
    { label: 'Cost', value: <Money nano={totals.cost} />, rows: { sort: 'cost' } },
  ];
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-5">
      {results.map(({ label, value, rows }) => (
        <div key={label}>
          <dt className="text-muted-foreground text-sm">{label}</dt>
          <dd className="font-semibold text-lg tabular-nums">
            <Link
              href={withQuery('/inferences', { model, version, range: '7d', ...rows })}
              className="hover:underline"
            >
              {value}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  );
}
