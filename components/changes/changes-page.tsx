'use client';

import { GitPullRequestArrow } from 'lucide-react';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { EnvironmentBadge } from '#components/ui/badge.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Change } from '#lib/changes/schemas.ts';
import { environmentSchema } from '#lib/serving/schemas.ts';
import { ChangeDetail } from './change-detail.tsx';
import { ChangeStateBadge } from './change-state.tsx';
import { useChanges } from './queries.ts';

const pageSize = 50;
const urlState = {
  state: parseAsStringLiteral(['open', 'all'] as const).withDefault('open'),
  page: parseAsInteger.withDefault(1),
};

const columns: Column<Change>[] = [
  {
    id: 'summary',
    header: 'Change',
    alwaysShown: true,
    cell: ({ summary, reason }) => (
      <div className="min-w-48 py-1">
        <div className="font-medium">{summary}</div>
        <div className="line-clamp-1 text-muted-foreground text-sm">{reason}</div>
      </div>
    ),
  },
  {
    id: 'environment',
    header: 'Environment',
    className: 'w-32 max-md:hidden',
    cell: ({ environment }) => {
      const known = environmentSchema.safeParse(environment);
      return known.success ? <EnvironmentBadge environment={known.data} /> : '—';
    },
  },
  {
    id: 'by',
    header: 'Proposed by',
    className: 'w-40 max-sm:hidden',
    cell: (change) => change.requestedBy.name,
  },
  {
    id: 'createdAt',
    header: 'When',
    className: 'w-32 whitespace-nowrap max-md:hidden',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    id: 'state',
    header: 'State',
    className: 'w-44',
    cell: ({ state }) => <ChangeStateBadge state={state} />,
  },
];

export function ChangesPage() {
  const [{ state, page }, setUrl] = useQueryStates(urlState);
  const changes = useChanges({ state, page: Math.max(1, page), pageSize });
  const [open, openChange] = useDrawerId('change');
  return (
    <>
      <PageHeader
        title="Approvals"
        description="Changes that wait for a second pair of eyes, and what became of earlier ones."
      />
      <DataTable
        label="Proposed changes"
        columns={columns}
        rows={changes.data?.items}
        rowKey={(change) => change.id}
        error={changes.error}
        onRetry={() => void changes.refetch()}
        onOpen={(change) => openChange(change.id)}
        isSelected={(change) => change.id === open}
        toolbar={
          <Select
            aria-label="Which changes"
            className="w-44"
            value={state}
            options={[
              { value: 'open', label: 'Waiting' },
              { value: 'all', label: 'All' },
            ]}
            onValueChange={(next) => void setUrl({ state: next, page: null })}
          />
        }
        empty={
          <EmptyState icon={GitPullRequestArrow} title={state === 'open' ? 'Nothing waits' : 'No change yet'}>
            Where an environment takes a second person, changes that are proposed wait here. Which do is set
            under Settings.
          </EmptyState>
        }
        footer={
          changes.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={changes.data.total}
              onPage={(next) => void setUrl({ page: next })}
            />
          )
        }
      />
      <UrlDrawer param="change" title="Proposed change">
        {(id) => <ChangeDetail id={id} />}
      </UrlDrawer>
    </>
  );
}
