'use client';

import { useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer } from '#components/ui/drawer.tsx';
import { Bytes, Count } from '#components/ui/numbers.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ExportFile, LogExport } from '#lib/log-export/schemas.ts';
import { useExportFiles } from './export-queries.ts';
import { ExportRuns } from './export-runs.tsx';

/** `?export=…`: the files of one export, and how its runs went. */
export function ExportDrawer({ items }: { items: readonly LogExport[] | undefined }) {
  return (
    <UrlDrawer
      param="export"
      size="lg"
      title={(id) => items?.find((item) => item.id === id)?.name ?? 'Export'}
      description="One file for each endpoint and day (UTC)."
    >
      {(id) => (
        <div className="flex flex-col gap-6">
          <ExportRuns id={id} />
          <ExportFiles id={id} />
        </div>
      )}
    </UrlDrawer>
  );
}

const columns: readonly Column<ExportFile>[] = [
  { id: 'day', header: 'Day', cell: ({ day }) => <span className="whitespace-nowrap">{day}</span> },
  { id: 'endpoint', header: 'Endpoint', cell: ({ endpoint }) => endpoint },
  {
    id: 'rows',
    header: 'Rows',
    align: 'right',
    cell: ({ rows }) => (rows === null ? '–' : <Count value={rows} />),
  },
  {
    id: 'bytes',
    header: 'Size',
    align: 'right',
    cell: ({ bytes }) => (bytes === null ? '–' : <Bytes value={bytes} />),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ stale, rows }) => {
      if (rows === null) return <StatusBadge tone="info">To be written</StatusBadge>;
      return stale ? (
        <StatusBadge tone="warn">Changed since</StatusBadge>
      ) : (
        <StatusBadge tone="ok">Up to date</StatusBadge>
      );
    },
  },
  { id: 'written', header: 'Written', cell: ({ writtenAt }) => <RelativeTime at={writtenAt} /> },
  {
    id: 'sha256',
    header: 'SHA-256',
    cell: ({ sha256 }) =>
      sha256 === null ? (
        '–'
      ) : (
        <span className="inline-flex items-center gap-1">
          <code className="font-mono text-sm">{sha256.slice(0, 10)}…</code>
          <CopyButton value={sha256} label="Copy SHA-256" />
        </span>
      ),
  },
];

function ExportFiles({ id }: { id: string }) {
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useExportFiles(id, page);
  return (
    <section aria-labelledby="export-files">
      <h3 id="export-files" className="mb-2 font-semibold">
        Files
      </h3>
      <DataTable
        label="Files of this export"
        columns={columns}
        rows={data?.items}
        rowKey={({ path }) => path}
        error={error}
        onRetry={() => void refetch()}
        empty={<p className="p-3 text-muted-foreground text-sm">The first files come with the first run.</p>}
        footer={data && <Pagination page={page} pageSize={25} total={data.total} onPage={setPage} />}
      />
    </section>
  );
}
