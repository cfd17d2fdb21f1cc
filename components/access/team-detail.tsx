'use client';

import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormError } from '#components/ui/form-error.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { useDeleteTeam, useGrants, useTeam } from './governance-queries.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { GrantList } from './grant-list.tsx';
import { TeamDialog } from './team-dialog.tsx';
import { TeamMembers } from './team-members.tsx';

interface TeamDetailProps {
  teamId: string;
  onDeleted: () => void;
}

export function TeamDetail({ teamId, onDeleted }: TeamDetailProps) {
  const team = useTeam(teamId);
  const grants = useGrants({ teamId, page: 1, pageSize: 100 });
  const remove = useDeleteTeam();
  const me = useMe().data;
  const [open, setOpen] = useState<'grant' | 'edit' | 'delete' | null>(null);
  if (team.error) return <ErrorState error={team.error} onRetry={() => void team.refetch()} />;
  if (!team.data) return <Skeleton className="h-64" />;
  const { name, description, members } = team.data;
  const governs = can(me, 'access.write');
  const close = () => setOpen(null);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex items-start justify-between gap-3">
        <div>
          <h3 className="font-semibold text-lg">{name}</h3>
          <p className="text-muted-foreground text-sm">{description}</p>
        </div>
        {governs && (
          <div className="flex gap-1.5">
            <Button size="sm" onClick={() => setOpen('edit')}>
              <Pencil aria-hidden />
              Edit
            </Button>
            <Button size="sm" onClick={() => setOpen('delete')}>
              <Trash2 aria-hidden />
              Delete
            </Button>
          </div>
        )}
      </div>
      <section className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-semibold">Roles of every member</h3>
          {governs && (
            <Button size="sm" onClick={() => setOpen('grant')}>
              <Plus aria-hidden />
              Give a role
            </Button>
          )}
        </div>
        <GrantList
          grants={(grants.data?.items ?? []).map((grant) => ({ ...grant, team: null }))}
          empty="No role yet: being in this team allows nothing."
          revocable={() => governs}
        />
      </section>
      <TeamMembers teamId={teamId} governs={governs} />
      <GrantDialog holder={open === 'grant' ? { of: { teamId }, name } : null} onClose={close} />
      {open === 'edit' && <TeamDialog team={team.data} onClose={close} />}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => !next && close()}
        title={`Delete the team ${name}?`}
        confirmLabel="Delete team"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(teamId, { onSuccess: onDeleted })}
      >
        <p>
          {members === 1 ? 'Its one member loses' : `Its ${members} members lose`} what they may do through
          it, with their next request. Nobody’s account goes.
        </p>
        {remove.error && <FormError>{describeError(remove.error).message}</FormError>}
      </ConfirmDialog>
    </div>
  );
}
