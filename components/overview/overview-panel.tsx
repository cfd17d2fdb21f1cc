'use client';

import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import type { Preset, TimeRange } from '#components/time-range/ends.ts';
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
import type { Picture } from './use-picture.ts';
import { VerdictCard } from './verdict-card.tsx';

interface OverviewPanelProps {
  overview: ReturnType<typeof useOverview>;
  query: OverviewWhere;
  groupBy: GroupBy;
  /** Of a range that moves on; undefined for one of two fixed ends. */
  preset: Preset | undefined;
  picture: Picture;
  onRange: (range: TimeRange) => void;
}

/** The verdict, what supports it, and what to do about it: problems first, charts last. */
export function OverviewPanel({ overview, query, groupBy, preset, picture, onRange }: OverviewPanelProps) {
  const { from, to, endpoint, environment } = query;
  const live = preset !== undefined;
  const groups = useMetrics({ ...query, groupBy }, live);
  const { data, error } = overview;
  const marks = useMarks(query, live).data?.items;
  const me = useMe().data;
  const rowsPage = can(me, 'inferences.read') ? '/inferences' : '/monitoring';
  const where = useMemo(() => ({ endpoint, env: environment }), [endpoint, environment]);
  const rows = { ...where, ...(preset === undefined ? { from, to } : { range: preset }) };
  const failed = error ?? groups.error;
  return (
    <div ref={picture.root} className="flex flex-col gap-4">
      {failed && (
        <ErrorState
          error={failed}
          title="The overview could not be loaded."
          onRetry={() => {
            void overview.refetch();
            if (groupBy !== 'none') void groups.refetch();
          }}
        />
      )}
      {data ? (
        <>
          <VerdictCard overview={data} />
          <StatTiles overview={data} rows={rows} rowsPage={rowsPage} />
        </>
      ) : (
        !error && <Skeleton className="h-44 w-full" />
      )}
      {data?.now.requests === 0 ? (
        <NothingAsked />
      ) : (
        <>
          <OverviewCharts
            metrics={groupBy === 'none' ? data?.metrics : groups.data}
            rows={where}
            rowsPage={rowsPage}
            marks={marks}
            eager={picture.making}
            onRange={onRange}
          />
          <LazyMount height={320} eager={picture.making}>
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
