'use client';

import { Camera } from 'lucide-react';
import { Badge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Count } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { Snapshot } from '#lib/knowledge/schemas.ts';
import { useSnapshots } from './queries.ts';

function Change({ value, sign }: { value: number; sign: string }) {
  if (value === 0) return <span className="text-muted-foreground">0</span>;
  return (
    <span>
      {sign}
      <Count value={value} />
    </span>
  );
}

const columns: readonly Column<Snapshot>[] = [
  {
    id: 'number',
    header: 'Snapshot',
    alwaysShown: true,
    className: 'w-24',
    cell: (row) => <Badge>#{row.number}</Badge>,
    sortValue: (row) => row.number,
  },
  {
    id: 'createdAt',
    header: 'Made',
    className: 'whitespace-nowrap',
    cell: (row) => <RelativeTime at={row.createdAt} />,
    sortValue: (row) => row.createdAt,
  },
  {
    id: 'documentCount',
    header: 'Documents',
    align: 'right',
    cell: (row) => <Count value={row.documentCount} />,
    sortValue: (row) => row.documentCount,
  },
  {
    id: 'chunkCount',
    header: 'Chunks',
    align: 'right',
    cell: (row) => <Count value={row.chunkCount} />,
    sortValue: (row) => row.chunkCount,
  },
  { id: 'added', header: 'Added', align: 'right', cell: (row) => <Change value={row.added} sign="+" /> },
  {
    id: 'replaced',
    header: 'Replaced',
    align: 'right',
    className: 'max-sm:hidden',
    cell: (row) => <Change value={row.replaced} sign="" />,
  },
  {
    id: 'removed',
    header: 'Removed',
    align: 'right',
    className: 'max-sm:hidden',
    cell: (row) => <Change value={row.removed} sign="−" />,
  },
  { id: 'reason', header: 'Reason', className: 'w-full max-md:hidden', cell: (row) => row.reason },
];

/** Every numbered state of the index, newest first. */
export function SnapshotsTab({ name }: { name: string }) {
  const snapshots = useSnapshots(name);
  return (
    <DataTable
      label="Snapshots"
      columns={columns}
      rows={snapshots.data?.items}
      rowKey={(row) => String(row.number)}
      error={snapshots.error}
      onRetry={() => void snapshots.refetch()}
      sort={{ by: 'number', order: 'desc' }}
      empty={
        <EmptyState icon={Camera} title="No snapshots yet">
          Each completed change of the documents makes one. An application can follow the latest or stay at a
          number.
        </EmptyState>
      }
    />
  );
}
