'use client';

import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import type { PickedRange } from '#components/charts/series.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { GroupBy } from '#lib/monitoring/schemas.ts';
import { BudgetCard } from './budget-card.tsx';
import { DocumentsCard } from './documents-card.tsx';
import { OverviewCharts } from './overview-charts.tsx';
import { type OverviewWhere, useMarks, useMetrics, type useOverview } from './queries.ts';
import { StatTiles } from './stat-tiles.tsx';
import { UnansweredCard } from './unanswered-card.tsx';
import { VerdictCard } from './verdict-card.tsx';

interface OverviewPanelProps {
  overview: ReturnType<typeof useOverview>;
  query: OverviewWhere;
  groupBy: GroupBy;
  live: boolean;
  /** Query parameters every link to rows carries. */
  rows: Record<string, string | undefined>;
  onBrush: (range: PickedRange) => void;
}

/** The verdict, what supports it, and what to do about it: problems first, charts last. */
export function OverviewPanel({ overview, query, groupBy, live, rows, onBrush }: OverviewPanelProps) {
  const metrics = useMetrics({ ...query, groupBy }, live);
  const marks = useMarks(query, live);
  const me = useMe().data;
  const rowsPage = can(me, 'inferences.read') ? '/inferences' : '/monitoring';
  const { data, error } = overview;
  const failed = error ?? metrics.error;
  return (
    <div className="flex flex-col gap-4">
      {failed && (
        <ErrorState
          error={failed}
          title="The overview could not be loaded."
          onRetry={() => {
            void overview.refetch();
            void metrics.refetch();
          }}
        />
      )}
      {data ? (
        <>
          <VerdictCard overview={data} />
          <StatTiles overview={data} metrics={metrics.data} rows={rows} rowsPage={rowsPage} />
        </>
      ) : (
        !error && <Skeleton className="h-44 w-full" />
      )}
      {data?.now.requests === 0 ? (
        <NothingAsked />
      ) : (
        <>
          <OverviewCharts
            metrics={metrics.data}
            rows={{ endpoint: query.endpoint, env: query.environment }}
            rowsPage={rowsPage}
            marks={marks.data?.items ?? []}
            onBrush={onBrush}
          />
          <LazyMount height={320}>
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <UnansweredCard query={query} live={live} rows={rows} />
              <DocumentsCard query={query} live={live} />
            </div>
          </LazyMount>
        </>
      )}
      {data && <BudgetCard overview={data} />}
    </div>
  );
}

function NothingAsked() {
  return (
    <EmptyState
      icon={Gauge}
      title="Nothing was asked in this range"
      action={
        <Button asChild variant="primary">
          <Link href="/chat">Ask a question</Link>
        </Button>
      }
    >
      Charts of requests, latency, cost and feedback appear with the first question. Widen the range to look
      further back.
    </EmptyState>
  );
}
