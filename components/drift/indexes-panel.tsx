'use client';

import { Database } from 'lucide-react';
import { StatusBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatCount, formatPercent } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { IndexHealth } from '#lib/monitors/schemas.ts';
import { IndexDetail } from './index-detail.tsx';
import { useIndexes } from './queries.ts';

/** Are indexes fresh, do they cover what is asked, and is what stands in them in order? */
export function IndexesPanel() {
  const indexes = useIndexes();
  const [open, setOpen] = useDrawerId('index');
  return (
    <>
      <DataTable
        label="Indexes"
        columns={columns}
        rows={indexes.data?.items}
        rowKey={({ name }) => name}
        error={indexes.error}
        onRetry={() => void indexes.refetch()}
        onOpen={({ name }) => setOpen(name)}
        isSelected={({ name }) => name === open}
        toolbar={
          <p className="text-muted-foreground">
            Covered is a question of the last {indexes.data?.days ?? 7} days whose best passage scores at
            least {indexes.data?.poorBelow ?? 0.35} and that was not declined.
          </p>
        }
        empty={
          <EmptyState icon={Database} title="No knowledge base yet">
            How fresh and complete the indexes of your knowledge bases are comes here.
          </EmptyState>
        }
      />
      <UrlDrawer param="index" size="lg" title={(name) => name}>
        {(name) => (
          <IndexDetail name={name} health={indexes.data?.items.find((item) => item.name === name)} />
        )}
      </UrlDrawer>
    </>
  );
}

const columns: Column<IndexHealth>[] = [
  {
    id: 'name',
    header: 'Knowledge base',
    alwaysShown: true,
    cell: ({ name }) => <span className="font-medium">{name}</span>,
  },
  {
    id: 'coverage',
    header: 'Covered',
    cell: ({ coverage }) =>
      coverage === null ? (
        <span className="text-muted-foreground">nothing asked</span>
      ) : (
        <StatusBadge tone={coverage >= 0.9 ? 'ok' : coverage >= 0.7 ? 'warn' : 'bad'}>
          {formatPercent(coverage)}
        </StatusBadge>
      ),
  },
  { id: 'published', header: 'Published', cell: ({ publishedAt }) => <RelativeTime at={publishedAt} /> },
  { id: 'chunks', header: 'Chunks', align: 'right', cell: ({ chunks }) => formatCount(chunks) },
  { id: 'questions', header: 'Questions', align: 'right', cell: ({ questions }) => formatCount(questions) },
  {
    id: 'duplicates',
    header: 'Duplicates',
    align: 'right',
    cell: ({ survey }) => (survey === null ? 'not looked yet' : formatCount(survey.duplicates)),
  },
  {
    id: 'orphans',
    header: 'Orphans',
    align: 'right',
    cell: ({ survey }) => (survey === null ? '' : formatCount(survey.orphans)),
  },
];
