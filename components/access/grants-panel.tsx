'use client';

import { KeySquare } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { GrantSummary } from '#lib/access/schemas.ts';
import { AccessQuestion } from './access-question.tsx';
import { useGrants } from './governance-queries.ts';
import { ScopeText } from './scope-words.tsx';
import { roleLabel } from './words.ts';

const pageSize = 50;
const urlState = { grantq: parseAsString.withDefault(''), grantpage: parseAsInteger.withDefault(1) };

const columns: Column<GrantSummary>[] = [
  {
    id: 'holder',
    header: 'Who',
    alwaysShown: true,
    cell: ({ user, team }) => (
      <div className="min-w-40">
        <div className="font-medium">{user?.name ?? team?.name}</div>
        <div className="text-muted-foreground text-sm">{user?.email ?? 'Team'}</div>
      </div>
    ),
  },
  { id: 'role', header: 'Role', className: 'w-44', cell: ({ role }) => roleLabel(role) },
  { id: 'scope', header: 'Where', cell: ({ scope }) => <ScopeText scope={scope} /> },
  {
    id: 'expiresAt',
    header: 'Ends',
    className: 'w-32 whitespace-nowrap max-md:hidden',
    cell: ({ expiresAt }) => (expiresAt === null ? '—' : <RelativeTime at={expiresAt} />),
  },
  {
    id: 'createdAt',
    header: 'Given',
    className: 'w-32 whitespace-nowrap max-sm:hidden',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

/** Every role anybody holds, and the box that says why somebody may or may not. */
export function GrantsPanel() {
  const [{ grantq, grantpage }, setUrl] = useQueryStates(urlState);
  const page = Math.max(1, grantpage);
  const grants = useGrants({ search: grantq, page, pageSize });
  return (
    <div className="flex flex-col gap-6">
      <AccessQuestion />
      <DataTable
        label="Grants"
        columns={columns}
        rows={grants.data?.items}
        rowKey={(grant) => grant.id}
        error={grants.error}
        onRetry={() => void grants.refetch()}
        toolbar={
          <SearchInput
            value={grantq}
            onSearch={(search) => void setUrl({ grantq: search || null, grantpage: null })}
            label="Search people, teams, roles and places"
            className="max-w-96"
          />
        }
        empty={
          <EmptyState icon={KeySquare} title="No grant matches">
            Open a user or a team to give them a role.
          </EmptyState>
        }
        footer={
          grants.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={grants.data.total}
              onPage={(next) => void setUrl({ grantpage: next })}
            />
          )
        }
      />
    </div>
  );
}
