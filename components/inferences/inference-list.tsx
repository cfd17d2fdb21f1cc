'use client';

import { ScrollText, SquarePlus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { CollectDialog } from '#components/datasets/collect-dialog.tsx';
import type { Collected } from '#components/datasets/queries.ts';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { useShortcuts } from '#components/layout/shortcuts.tsx';
import { endsOf, type TimeRange } from '#components/time-range/time-range.ts';
import { LabelsOfRows } from '#components/triage/label-badge.tsx';
import { LabelsDialog } from '#components/triage/labels-dialog.tsx';
import { SelectionBar } from '#components/triage/selection-bar.tsx';
import { TriageDrawer } from '#components/triage/triage-drawer.tsx';
import { triageHelp } from '#components/triage/triage-keys.ts';
import { useTriageDrawer } from '#components/triage/use-triage-drawer.ts';
import { ViewsMenu } from '#components/triage/views-menu.tsx';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { CursorPagination } from '#components/ui/pagination.tsx';
import { useCursorPages } from '#components/ui/use-cursor-pages.ts';
import { withQuery } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { type InferenceSummary, inferenceSorts } from '#lib/inference/schemas.ts';
import { ColumnsMenu } from './columns-menu.tsx';
import { InferenceExportMenu } from './export-menu.tsx';
import { FilterChips, InferenceFilters } from './inference-filters.tsx';
import { useInferencePage } from './queries.ts';
import { SelectedRows, selectColumn } from './select-column.tsx';
import { useColumns } from './use-columns.ts';
import { toQuery, useInferenceFilters } from './use-filters.ts';
import { viewQuery } from './view-query.ts';

const none: readonly InferenceSummary[] = [];

/** Every request as a row; each opens beside the list, and its question leads to the trace. */
export function InferenceList({ range }: { range: TimeRange }) {
  const router = useRouter();
  const me = useMe();
  const [filters, setFilters] = useInferenceFilters();
  const [environment] = useEnvironment();
  const [now] = useState(() => new Date());
  const chosen = useColumns();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [collecting, setCollecting] = useState<Collected | null>(null);
  const base = {
    ...toQuery(filters),
    environment: environment ?? undefined,
    ...(range.kind === 'fixed' ? endsOf(range, now) : { from: endsOf(range, now).from }),
  };
  const pages = useCursorPages(JSON.stringify(base));
  const page = useInferencePage({ ...base, limit: 50, cursor: pages.cursor });
  const rows = page.data?.items ?? none;
  const next = page.data?.next ?? null;
  const mayMark = can(me.data, 'inferences.label');
  const mayCollect = can(me.data, 'datasets.write');
  const collect = mayCollect ? (requestIds: string[]) => setCollecting({ requestIds }) : null;
  const triage = useTriageDrawer(rows, { mayMark, onCollect: collect });
  const first = rows[0]?.requestId;
  const { open, current } = triage;
  const closed = current === null;
  useShortcuts(
    useMemo(
      () => [
        {
          keys: 'j',
          label: 'Open the first request, then the next',
          group: 'Triage',
          run: () => closed && first && open(first),
        },
        ...triageHelp,
      ],
      [first, open, closed],
    ),
  );
  const columns = useMemo(
    () => (mayMark || mayCollect ? [selectColumn, ...chosen.columns] : chosen.columns),
    [mayMark, mayCollect, chosen.columns],
  );
  const view = { query: viewQuery(filters, range, environment), columns: chosen.ids };
  return (
    <>
      <FilterChips state={filters} onChange={setFilters} />
      <SelectionBar
        selected={[...selected]}
        mayMark={mayMark}
        onCollect={collect}
        onSelectPage={() => setSelected(new Set([...selected, ...rows.map(({ requestId }) => requestId)]))}
        onClear={() => setSelected(new Set())}
      />
      <LabelsOfRows>
        <SelectedRows selected={selected} onChange={setSelected}>
          <DataTable
            label="Inferences"
            columns={columns}
            rows={page.data?.items}
            rowKey={(row) => row.requestId}
            error={page.error}
            onRetry={() => void page.refetch()}
            sort={{ by: filters.sort, order: filters.order }}
            onSort={({ by, order }) => {
              const sort = inferenceSorts.find((column) => column === by);
              if (sort) void setFilters({ sort, order });
            }}
            onOpen={(row) => open(row.requestId)}
            isSelected={(row) => row.requestId === triage.current?.requestId || selected.has(row.requestId)}
            toolbar={
              <>
                <InferenceFilters state={filters} onChange={setFilters} />
                <span className="ml-auto flex flex-wrap items-center gap-2">
                  <ViewsMenu
                    current={view}
                    onOpen={({ query, columns: ids }) => {
                      chosen.choose([...ids]);
                      router.push(withQuery('/inferences', query));
                    }}
                  />
                  <ColumnsMenu {...chosen} />
                  {mayMark && <LabelsDialog />}
                  {mayCollect && (
                    <Button onClick={() => setCollecting({ filters: base })}>
                      <SquarePlus aria-hidden />
                      Add all to dataset
                    </Button>
                  )}
                  <InferenceExportMenu query={base} />
                </span>
              </>
            }
            empty={
              <EmptyState
                icon={ScrollText}
                title="No requests match"
                action={
                  <Button asChild variant="primary">
                    <Link href="/chat">Ask a question</Link>
                  </Button>
                }
              >
                Every question asked in the chat or through the API becomes a row here. Widen the time range
                or the filters, or ask something.
              </EmptyState>
            }
            footer={
              <CursorPagination
                count={page.data?.items.length ?? 0}
                onPrevious={pages.back}
                onNext={next === null ? null : () => pages.forward(next)}
              />
            }
          />
        </SelectedRows>
      </LabelsOfRows>
      <TriageDrawer triage={triage} count={rows.length} mayMark={mayMark} onCollect={collect} />
      {collecting && <CollectDialog what={collecting} onClose={() => setCollecting(null)} />}
    </>
  );
}
