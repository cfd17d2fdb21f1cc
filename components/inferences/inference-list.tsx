'use client';

import { ScrollText } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useEnvironment } from '#components/environment/use-environment.ts';
import { endsOf, useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { Button } from '#components/ui/button.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CursorPagination } from '#components/ui/pagination.tsx';
import { useCursorPages } from '#components/ui/use-cursor-pages.ts';
import { InferenceExportMenu } from './export-menu.tsx';
import { inferenceColumns } from './inference-columns.tsx';
import { InferenceFilters } from './inference-filters.tsx';
import { useInferencePage } from './queries.ts';
import { toQuery, useInferenceFilters } from './use-filters.ts';

/** Every request as a row; each opens its trace. */
export function InferenceList() {
  const router = useRouter();
  const [filters, setFilters] = useInferenceFilters();
  const [range, setRange] = useTimeRange('7d');
  const [environment] = useEnvironment();
  const [now] = useState(() => new Date());
  const base = {
    ...toQuery(filters),
    environment: environment ?? undefined,
    ...(range.kind === 'fixed' ? endsOf(range, now) : { from: endsOf(range, now).from }),
  };
  const pages = useCursorPages(JSON.stringify(base));
  const query = { ...base, limit: 50, cursor: pages.cursor };
  const page = useInferencePage(query);
  const next = page.data?.next ?? null;
  return (
    <>
      <PageHeader
        title="Inferences"
        description="What was asked, what was answered, and why: every request, failed and refused ones too."
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            <InferenceExportMenu query={base} />
          </>
        }
      />
      <DataTable
        label="Inferences"
        columns={inferenceColumns}
        columnsKey="inferences"
        rows={page.data?.items}
        rowKey={(row) => row.requestId}
        error={page.error}
        onRetry={() => void page.refetch()}
        sort={{ by: filters.sort, order: filters.order }}
        onSort={({ by, order }) => {
          const sort = (['at', 'totalMs', 'cost', 'outputTokens'] as const).find((column) => column === by);
          if (sort) void setFilters({ sort, order });
        }}
        onOpen={(row) => router.push(`/inferences/${row.requestId}`)}
        toolbar={<InferenceFilters state={filters} onChange={setFilters} />}
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
            Every question asked in the chat or through the API becomes a row here. Widen the time range or
            the filters, or ask something.
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
    </>
  );
}
