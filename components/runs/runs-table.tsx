'use client';

import { GitCompareArrows, ListFilter } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { DataTable, useHiddenColumns } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { CursorPagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useCursorPages } from '#components/ui/use-cursor-pages.ts';
import { useListState } from '#components/ui/use-list-state.ts';
import { ApiError } from '#lib/client/api.ts';
import type { Run } from '#lib/tracking/schemas.ts';
import { FilterHelp } from './filter-help.tsx';
import { compareRunsHref, runHref } from './hrefs.ts';
import { useRunPage, useTrends } from './queries.ts';
import { runColumns, trendKey } from './run-columns.tsx';
import { loggedColumns, mostCompared, orderByOf, toggleChosen } from './run-columns-choice.ts';

const noIds: string[] = [];
const noRuns: Run[] = [];
/** A curve for every number of a wide table would cost more than it tells. */
const mostCurves = 20;
const lifecycles = ['active', 'deleted'] as const;
/** A filter is longer than a word, and half of one is an error. */
const filterDelayMs = 700;

/** Runs of one experiment, filtered and sorted by the server; up to ten can be chosen and compared. */
export function RunsTable({ experimentId }: { experimentId: string }) {
  const router = useRouter();
  const { q, sort, setQ, setSort } = useListState({ by: 'started', order: 'desc' });
  const [lifecycle, setLifecycle] = useQueryState(
    'lifecycle',
    parseAsStringLiteral(lifecycles).withDefault('active'),
  );
  const [chosen, setChosen] = useQueryState('chosen', parseAsArrayOf(parseAsString).withDefault(noIds));
  const filter = { q, orderBy: orderByOf(sort), lifecycle };
  const pages = useCursorPages(JSON.stringify(filter));
  const page = useRunPage(experimentId, { ...filter, limit: 50, cursor: pages.cursor });
  const runs = page.data?.items ?? noRuns;
  const columnsKey = `runs.${experimentId}`;
  const logged = useMemo(() => loggedColumns(runs), [runs]);
  const trends = useVisibleTrends(runs, logged, columnsKey);
  const choose = useCallback((id: string) => void setChosen((now) => toggleChosen(now, id)), [setChosen]);
  const columns = useMemo(
    () => runColumns(logged, { now: page.dataUpdatedAt, trends }, { chosen, onChoose: choose }),
    [logged, page.dataUpdatedAt, trends, chosen, choose],
  );
  const unreadable = page.error instanceof ApiError && page.error.title === 'invalid' ? page.error : null;
  const next = page.data?.next ?? null;
  return (
    <DataTable
      label="Runs"
      columns={columns}
      columnsKey={columnsKey}
      rows={page.data?.items ?? (unreadable ? noRuns : undefined)}
      rowKey={({ id }) => id}
      error={unreadable ? null : page.error}
      onRetry={() => void page.refetch()}
      onOpen={({ id }) => router.push(runHref(id))}
      sort={sort}
      onSort={setSort}
      toolbar={
        <>
          <div className="flex w-full max-w-xl items-center gap-1">
            <SearchInput
              className="max-w-none"
              value={q}
              onSearch={setQ}
              delayMs={filterDelayMs}
              label="Filter runs by name or metrics.accuracy > 0.9"
            />
            <FilterHelp onExample={setQ} />
          </div>
          <Select
            aria-label="Which runs"
            className="w-auto"
            value={lifecycle}
            onValueChange={(value) => void setLifecycle(value === 'active' ? null : value)}
            options={[
              { value: 'active', label: 'Active runs' },
              { value: 'deleted', label: 'Deleted runs' },
            ]}
          />
          <CompareChosen chosen={chosen} onClear={() => void setChosen(null)} />
          {unreadable && (
            <p role="alert" className="w-full text-bad text-sm [overflow-wrap:anywhere]">
              This filter cannot be read. {unreadable.detail}
            </p>
          )}
        </>
      }
      empty={
        <EmptyState
          icon={ListFilter}
          title={lifecycle === 'deleted' && q === '' ? 'No deleted run' : 'No run matches'}
        >
          {lifecycle === 'deleted' && q === ''
            ? 'A run that is deleted can be found here and restored.'
            : 'Change the filter; the question mark beside it shows what can be asked.'}
        </EmptyState>
      }
      footer={
        <CursorPagination
          count={runs.length}
          onPrevious={pages.back}
          onNext={next === null ? null : () => pages.forward(next)}
        />
      }
    />
  );
}

/** Curves of the metrics on screen. */
function useVisibleTrends(
  runs: readonly Run[],
  logged: ReturnType<typeof loggedColumns>,
  columnsKey: string,
) {
  const asColumns = useMemo(() => logged.map((column) => ({ ...column, cell: () => null })), [logged]);
  const [hidden] = useHiddenColumns(asColumns, columnsKey);
  const keys = logged
    .filter(({ kind, id }) => kind === 'metric' && !hidden.includes(id))
    .map(({ key }) => key)
    .slice(0, mostCurves);
  const { data } = useTrends(
    runs.map(({ id }) => id),
    keys,
  );
  return useMemo(() => new Map(data?.items.map((trend) => [trendKey(trend), trend])), [data]);
}

function CompareChosen({ chosen, onClear }: { chosen: readonly string[]; onClear: () => void }) {
  if (chosen.length === 0) {
    return <p className="text-muted-foreground text-sm">Choose 2 to {mostCompared} runs to compare them.</p>;
  }
  return (
    <span className="flex items-center gap-2">
      {chosen.length === 1 ? (
        <span className="text-muted-foreground text-sm">Choose one more run.</span>
      ) : (
        <Button asChild size="sm">
          <Link href={compareRunsHref(chosen)}>
            <GitCompareArrows aria-hidden />
            Compare {chosen.length} runs
          </Link>
        </Button>
      )}
      <Button size="sm" variant="ghost" onClick={onClear}>
        Clear choice
      </Button>
    </span>
  );
}
