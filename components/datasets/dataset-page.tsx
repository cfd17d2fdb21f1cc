'use client';

import { Pencil, Table2, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { toast } from 'sonner';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { DataTable } from '#components/ui/data-table.tsx';
import { useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { ExportMenu } from '#components/ui/export-menu.tsx';
import { formatCount } from '#components/ui/format.ts';
import { PageHeader } from '#components/ui/page-header.tsx';
import { CursorPagination } from '#components/ui/pagination.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { useCursorPages } from '#components/ui/use-cursor-pages.ts';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Dataset } from '#lib/datasets/schemas.ts';
import { DatasetForm } from './dataset-form.tsx';
import { itemColumns } from './item-columns.tsx';
import { ItemDrawer } from './item-drawer.tsx';
import { useDataset, useDeleteDataset, useItems } from './queries.ts';

const anything = 'all';
const urlState = {
  q: parseAsString.withDefault(''),
  expected: parseAsStringLiteral(['yes', 'no'] as const),
};

/** One dataset: its items, and what each answer should have been. */
export function DatasetPage({ id }: { id: string }) {
  const router = useRouter();
  const me = useMe();
  const dataset = useDataset(id);
  const [{ q, expected }, set] = useQueryStates(urlState);
  const base = { q: q || undefined, expected: expected ?? undefined };
  const pages = useCursorPages(JSON.stringify(base));
  const items = useItems(id, { ...base, cursor: pages.cursor });
  const [open, setOpen] = useDrawerId('item');
  const [asked, setAsked] = useState<'edit' | 'delete' | null>(null);
  const remove = useDeleteDataset();
  const mayWrite = can(me.data, 'datasets.write');
  const next = items.data?.next ?? null;
  if (dataset.error) return <ErrorState error={dataset.error} onRetry={() => void dataset.refetch()} />;
  return (
    <>
      <PageHeader
        title={dataset.data?.name ?? 'Dataset'}
        badges={dataset.data && <Badge>{itemsOf(dataset.data)}</Badge>}
        description={dataset.data?.description || 'Questions collected from the log.'}
        actions={
          <>
            <ExportMenu path={`/api/datasets/${id}/export`} filters={{}} />
            {mayWrite && (
              <>
                <Button onClick={() => setAsked('edit')}>
                  <Pencil aria-hidden />
                  Change
                </Button>
                <Button variant="danger" onClick={() => setAsked('delete')}>
                  <Trash2 aria-hidden />
                  Delete dataset
                </Button>
              </>
            )}
          </>
        }
      />
      <DataTable
        label="Items"
        columns={itemColumns}
        rows={items.data?.items}
        rowKey={(item) => item.id}
        error={items.error}
        onRetry={() => void items.refetch()}
        onOpen={(item) => setOpen(item.id)}
        isSelected={(item) => item.id === open}
        toolbar={
          <>
            <SearchInput
              label="Search questions and answers"
              value={q}
              onSearch={(text) => void set({ q: text || null })}
            />
            <Select
              aria-label="Expected answer"
              className="w-auto min-w-52"
              value={expected ?? anything}
              onValueChange={(value) => void set({ expected: value === anything ? null : value })}
              options={[
                { value: anything, label: 'With or without expected' },
                { value: 'yes', label: 'With expected answer' },
                { value: 'no', label: 'Without expected answer' },
              ]}
            />
          </>
        }
        empty={
          <EmptyState
            icon={Table2}
            title="No items"
            action={
              <Button asChild>
                <Link href="/inferences">Choose requests</Link>
              </Button>
            }
          >
            Choose requests in the list of inferences and add them here.
          </EmptyState>
        }
        footer={
          <CursorPagination
            count={items.data?.items.length ?? 0}
            onPrevious={pages.back}
            onNext={next === null ? null : () => pages.forward(next)}
          />
        }
      />
      <ItemDrawer
        datasetId={id}
        item={items.data?.items.find((item) => item.id === open) ?? null}
        mayWrite={mayWrite}
        onClose={() => setOpen(null)}
      />
      {asked === 'edit' && dataset.data && (
        <DatasetForm dataset={dataset.data} onClose={() => setAsked(null)} />
      )}
      <ConfirmDialog
        open={asked === 'delete'}
        onOpenChange={(shown) => !shown && setAsked(null)}
        title={`Delete "${dataset.data?.name}"?`}
        confirmLabel="Delete dataset"
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(id, {
            onSuccess: () => router.push('/datasets'),
            onError: (error) => void toast.error(describeError(error).message),
          })
        }
      >
        {dataset.data && itemsOf(dataset.data)} and the answers people wrote for them go with it. The requests
        stay in the log.
      </ConfirmDialog>
    </>
  );
}

function itemsOf({ items }: Dataset): string {
  return items === 1 ? '1 item' : `${formatCount(items)} items`;
}
