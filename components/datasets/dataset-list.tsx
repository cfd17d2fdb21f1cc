'use client';

import { Plus, Table2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { can, useMe } from '#lib/client/use-me.ts';
import type { Dataset } from '#lib/datasets/schemas.ts';
import { DatasetForm } from './dataset-form.tsx';
import { useDatasets } from './queries.ts';

const pageSize = 50;
const urlState = { q: parseAsString.withDefault(''), page: parseAsInteger.withDefault(1) };

const columns: readonly Column<Dataset>[] = [
  {
    id: 'name',
    header: 'Name',
    className: 'min-w-48 w-full max-w-0',
    cell: ({ id, name, description }) => (
      <span className="flex min-w-0 flex-col">
        <Link href={`/datasets/${id}`} prefetch={false} className="truncate font-medium hover:underline">
          {name}
        </Link>
        <span className="truncate text-muted-foreground text-sm">{description}</span>
      </span>
    ),
  },
  { id: 'items', header: 'Items', align: 'right', cell: ({ items }) => <Count value={items} /> },
  {
    id: 'expected',
    header: 'With expected answer',
    align: 'right',
    className: 'max-md:hidden',
    cell: ({ expected }) => <Count value={expected} />,
  },
  {
    id: 'by',
    header: 'Made by',
    className: 'whitespace-nowrap max-md:hidden',
    cell: ({ createdBy }) => createdBy,
  },
  {
    id: 'updatedAt',
    header: 'Changed',
    className: 'whitespace-nowrap',
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
];

/** Questions collected from the log, to evaluate with or to hand on. */
export function DatasetList() {
  const router = useRouter();
  const me = useMe();
  const [{ q, page }, set] = useQueryStates(urlState);
  const [creating, setCreating] = useState(false);
  const datasets = useDatasets({ q: q || undefined, page, pageSize });
  const mayWrite = can(me.data, 'datasets.write');
  const button = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      New dataset
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Datasets"
        description="Questions collected from the log, with the answers there should have been."
        actions={button || undefined}
      />
      <DataTable
        label="Datasets"
        columns={columns}
        rows={datasets.data?.items}
        rowKey={({ id }) => id}
        error={datasets.error}
        onRetry={() => void datasets.refetch()}
        onOpen={({ id }) => router.push(`/datasets/${id}`)}
        toolbar={
          <SearchInput
            label="Search datasets"
            value={q}
            onSearch={(next) => void set({ q: next || null, page: null })}
          />
        }
        empty={
          <EmptyState
            icon={Table2}
            title={q === '' ? 'No datasets yet' : 'No dataset of this name'}
            action={
              <Button asChild>
                <Link href="/inferences">Choose requests</Link>
              </Button>
            }
          >
            Choose requests in the list of inferences and add them to a dataset: what was rated down, or asked
            often.
          </EmptyState>
        }
        footer={
          <Pagination
            page={page}
            pageSize={pageSize}
            total={datasets.data?.total ?? 0}
            onPage={(next) => void set({ page: next })}
          />
        }
      />
      {creating && (
        <DatasetForm
          dataset={null}
          onClose={(saved) => {
            setCreating(false);
            if (saved) router.push(`/datasets/${saved.id}`);
          }}
        />
      )}
    </>
  );
}
