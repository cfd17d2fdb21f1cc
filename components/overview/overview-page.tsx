'use client';

import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useEffect, useState } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { endsOf, type TimeRange, useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { OverviewCharts } from './overview-charts.tsx';
import { useMetrics } from './queries.ts';
import { StatTiles } from './stat-tiles.tsx';
import { verdictOf } from './verdict.ts';

const groupings = ['none', 'endpoint', 'version'] as const;
const groupingLabels = { none: 'All together', endpoint: 'By endpoint', version: 'By version' } as const;

/** Is it well? One sentence, then the numbers and charts that support it. */
export function OverviewPage() {
  const [range, setRange] = useTimeRange('24h');
  const [{ groupBy, endpoint }, setView] = useQueryStates({
    groupBy: parseAsStringLiteral(groupings).withDefault('none'),
    endpoint: parseAsString,
  });
  const [environment] = useEnvironment();
  const ends = useEnds(range);
  const where = { endpoint: endpoint ?? undefined, environment: environment ?? undefined };
  const metrics = useMetrics({ ...ends, groupBy, ...where }, range.kind === 'preset');
  const rows = {
    ...(range.kind === 'preset' ? { range: range.preset } : ends),
    endpoint: where.endpoint,
    env: where.environment,
  };
  return (
    <>
      <PageHeader
        title="Overview"
        description="Is it well? Requests, quality, latency and cost of everything that is served."
        actions={
          <>
            <Select
              aria-label="Group by"
              className="w-auto min-w-36"
              value={groupBy}
              onValueChange={(value) => void setView({ groupBy: value })}
              options={groupings.map((value) => ({ value, label: groupingLabels[value] }))}
            />
            <TimeRangeSelect range={range} onChange={setRange} />
          </>
        }
      />
      {metrics.error && (
        <ErrorState
          error={metrics.error}
          title="The metrics could not be loaded."
          onRetry={() => void metrics.refetch()}
          className="mb-4"
        />
      )}
      <div className="flex flex-col gap-4">
        {metrics.data ? (
          <>
            <VerdictLine metrics={metrics.data} />
            <StatTiles metrics={metrics.data} rows={rows} />
          </>
        ) : (
          !metrics.error && <Skeleton className="h-32 w-full" />
        )}
        {metrics.data?.totals.requests === 0 ? (
          <EmptyState
            icon={Gauge}
            title="Nothing was asked in this range"
            action={
              <Button asChild variant="primary">
                <Link href="/chat">Ask a question</Link>
              </Button>
            }
          >
            Charts of requests, latency, cost and feedback appear with the first question. Widen the range to
            look further back.
          </EmptyState>
        ) : (
          <OverviewCharts
            metrics={metrics.data}
            rows={{ endpoint: where.endpoint, env: where.environment }}
            onBrush={({ from, to }) => setRange({ kind: 'fixed', from: new Date(from), to: new Date(to) })}
          />
        )}
      </div>
    </>
  );
}

function VerdictLine({ metrics }: { metrics: Parameters<typeof StatTiles>[0]['metrics'] }) {
  const verdict = verdictOf(metrics.totals);
  return (
    <p className="flex flex-wrap items-center gap-2 text-lg">
      <StatusBadge tone={verdict.tone} className="h-6 text-sm">
        {verdict.word}
      </StatusBadge>
      <span className="tabular-nums">{verdict.facts}</span>
    </p>
  );
}

/** The ends of a moving range move on with the minute. */
function useEnds(range: TimeRange) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return endsOf(range, now);
}
