'use client';

import { BookOpenText, Plus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatPercent } from '#components/ui/format.ts';
import { Bytes, Count } from '#components/ui/numbers.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { canCreate, useMe } from '#lib/client/use-me.ts';
import type { KnowledgeDetail } from '#lib/knowledge/schemas.ts';
import { CreateKnowledgeDialog } from './create-knowledge-dialog.tsx';
import { useKnowledgeList } from './queries.ts';
import { counted, embeddingWords } from './words.ts';

const columns: readonly Column<KnowledgeDetail>[] = [
  {
    id: 'name',
    header: 'Knowledge base',
    alwaysShown: true,
    className: 'w-full max-w-0 min-w-40',
    sortValue: (row) => row.name,
    cell: (row) => (
      <>
        <Link href={`/knowledge/${row.name}`} className="block truncate font-medium hover:underline">
          {row.name}
        </Link>
        {row.description && (
          <span className="block truncate text-muted-foreground text-sm">{row.description}</span>
        )}
      </>
    ),
  },
  {
    id: 'activity',
    header: 'State',
    className: 'whitespace-nowrap',
    sortValue: urgency,
    cell: (row) => <Activity row={row} />,
  },
  {
    id: 'documents',
    header: 'Documents',
    align: 'right',
    sortValue: (row) => row.documentCount,
    cell: (row) => <Count value={row.documentCount} />,
  },
  {
    id: 'chunks',
    header: 'Chunks',
    align: 'right',
    className: 'max-sm:hidden',
    sortValue: (row) => row.chunkCount,
    cell: (row) => <Count value={row.chunkCount} />,
  },
  {
    id: 'size',
    header: 'Size',
    align: 'right',
    className: 'whitespace-nowrap max-md:hidden',
    sortValue: (row) => row.byteSize,
    cell: (row) => <Bytes value={row.byteSize} />,
  },
  {
    id: 'snapshot',
    header: 'Snapshot',
    align: 'right',
    className: 'max-md:hidden',
    sortValue: (row) => row.snapshot,
    cell: (row) => (row.snapshot === 0 ? '–' : `#${row.snapshot}`),
  },
  {
    id: 'search',
    header: 'Search',
    className: 'max-w-56 truncate max-xl:hidden',
    cell: (row) => (row.embedding.kind === 'none' ? 'Keyword' : `Hybrid · ${embeddingWords(row.embedding)}`),
  },
  {
    id: 'updatedAt',
    header: 'Updated',
    className: 'whitespace-nowrap max-sm:hidden',
    sortValue: (row) => row.updatedAt,
    cell: (row) => <RelativeTime at={row.updatedAt} />,
  },
];

/** Failures before work before rest; coarse, so that rows do not change places while work goes on. */
function urgency(row: KnowledgeDetail): number {
  if (row.failedCount > 0 || row.reindexError !== null) return 0;
  return row.activeCount > 0 || row.reindexProgress !== null ? 1 : 2;
}

function Activity({ row }: { row: KnowledgeDetail }) {
  return (
    <span className="flex flex-wrap gap-1">
      {row.failedCount > 0 && <StatusBadge tone="bad">{row.failedCount} failed</StatusBadge>}
      {row.reindexError !== null && <StatusBadge tone="bad">Re-index failed</StatusBadge>}
      {row.reindexProgress !== null && (
        <StatusBadge tone="info">Re-indexing {formatPercent(row.reindexProgress)}</StatusBadge>
      )}
      {row.activeCount > 0 && (
        <StatusBadge tone="info">{counted(row.activeCount, 'document')} in work</StatusBadge>
      )}
      {urgency(row) === 2 && (
        <StatusBadge tone={row.documentCount === 0 ? 'neutral' : 'ok'}>
          {row.documentCount === 0 ? 'Empty' : 'Ready'}
        </StatusBadge>
      )}
    </span>
  );
}

export function KnowledgeList() {
  const router = useRouter();
  const knowledge = useKnowledgeList();
  const mayWrite = canCreate(useMe().data, 'knowledge.write');
  const [creating, setCreating] = useState(false);
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      Create knowledge base
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Knowledge"
        description="The documents that applications answer from, and whether they are ready."
        actions={mayWrite && create}
      />
      <DataTable
        label="Knowledge bases"
        columns={columns}
        rows={knowledge.data?.items}
        rowKey={(row) => row.id}
        error={knowledge.error}
        onRetry={() => void knowledge.refetch()}
        sort={{ by: 'activity', order: 'asc' }}
        onOpen={(row) => router.push(`/knowledge/${row.name}`)}
        skeletonRows={3}
        empty={
          <EmptyState icon={BookOpenText} title="No knowledge base yet" action={mayWrite && create}>
            A knowledge base is a set of documents that applications can search. Create one, then drop your
            files into it: PDF, Word, PowerPoint, Excel, HTML, Markdown, text, CSV, JSON or EPUB.
          </EmptyState>
        }
      />
      <CreateKnowledgeDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
