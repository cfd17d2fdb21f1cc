'use client';

import { Plus, Users } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { type Column, DataTable } from '#components/ui/data-table.tsx';
import { UrlDrawer, useDrawerId } from '#components/ui/drawer.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import type { TeamSummary } from '#lib/access/schemas.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { useTeams } from './governance-queries.ts';
import { TeamDetail } from './team-detail.tsx';
import { TeamDialog } from './team-dialog.tsx';

const pageSize = 50;
const urlState = { teamq: parseAsString.withDefault(''), teampage: parseAsInteger.withDefault(1) };

const columns: Column<TeamSummary>[] = [
  {
    id: 'name',
    header: 'Team',
    alwaysShown: true,
    cell: (team) => (
      <div className="min-w-40">
        <div className="font-medium">{team.name}</div>
        <div className="text-muted-foreground text-sm">{team.description}</div>
      </div>
    ),
  },
  { id: 'members', header: 'Members', align: 'right', className: 'w-28', cell: (team) => team.members },
  {
    id: 'createdAt',
    header: 'Added',
    className: 'w-36 whitespace-nowrap max-sm:hidden',
    cell: (team) => <RelativeTime at={team.createdAt} />,
  },
];

export function TeamsPanel() {
  const [{ teamq, teampage }, setUrl] = useQueryStates(urlState);
  const page = Math.max(1, teampage);
  const teams = useTeams({ search: teamq, page, pageSize });
  const [, openTeam] = useDrawerId('team');
  const me = useMe().data;
  const [adding, setAdding] = useState(false);
  return (
    <>
      <DataTable
        label="Teams"
        columns={columns}
        rows={teams.data?.items}
        rowKey={(team) => team.id}
        error={teams.error}
        onRetry={() => void teams.refetch()}
        onOpen={(team) => openTeam(team.id)}
        toolbar={
          <>
            <SearchInput
              value={teamq}
              onSearch={(search) => void setUrl({ teamq: search || null, teampage: null })}
              label="Search teams"
            />
            {can(me, 'access.write') && (
              <Button variant="primary" className="ml-auto" onClick={() => setAdding(true)}>
                <Plus aria-hidden />
                Add team
              </Button>
            )}
          </>
        }
        empty={
          <EmptyState icon={Users} title={teamq === '' ? 'No teams yet' : 'No team matches'}>
            A team holds roles for all its members, and quotas can be set on it.
          </EmptyState>
        }
        footer={
          teams.data && (
            <Pagination
              page={page}
              pageSize={pageSize}
              total={teams.data.total}
              onPage={(next) => void setUrl({ teampage: next })}
            />
          )
        }
      />
      {adding && (
        <TeamDialog team={null} onClose={() => setAdding(false)} onSaved={(team) => openTeam(team.id)} />
      )}
      <UrlDrawer param="team" title="Team">
        {(id) => <TeamDetail teamId={id} onDeleted={() => openTeam(null)} />}
      </UrlDrawer>
    </>
  );
}
