'use client';

import { MailPlus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { InvitationSummary } from '#lib/access/schemas.ts';
import { describeError } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { useInvitations, useRevokeInvitation } from './invitation-queries.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { ScopeText } from './scope-words.tsx';
import { roleLabel } from './words.ts';

const pageSize = 50;

export function InvitationsPanel() {
  const [page, setPage] = useState(1);
  const invitations = useInvitations({ page, pageSize });
  const writes = can(useMe().data, 'access.write');
  const [inviting, setInviting] = useState(false);
  if (invitations.error) {
    return <ErrorState error={invitations.error} onRetry={() => void invitations.refetch()} />;
  }
  if (invitations.data === undefined) return <Skeleton className="h-32" />;
  const { items, total } = invitations.data;
  const button = writes && (
    <Button variant="primary" onClick={() => setInviting(true)}>
      <MailPlus aria-hidden />
      Invite a person
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      {total === 0 ? (
        <EmptyState icon={MailPlus} title="Nobody is invited at the moment" action={button}>
          Whoever is invited follows a link, chooses a password and is in.
        </EmptyState>
      ) : (
        <>
          <div className="flex justify-end">{button}</div>
          <ul
            aria-label="Open invitations"
            className="divide-y divide-border rounded-md border border-border"
          >
            {items.map((invitation) => (
              <InvitationItem key={invitation.id} invitation={invitation} writes={writes} />
            ))}
          </ul>
          {total > pageSize && <Pagination page={page} pageSize={pageSize} total={total} onPage={setPage} />}
        </>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}

function InvitationItem({ invitation, writes }: { invitation: InvitationSummary; writes: boolean }) {
  const { id, name, email, role, scope, teams, expiresAt } = invitation;
  const revoke = useRevokeInvitation();
  const tell = (error: unknown) =>
    toast.error('The invitation was not taken back.', { description: describeError(error).message });
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {name} <span className="font-normal text-muted-foreground [overflow-wrap:anywhere]">{email}</span>
        </p>
        <p className="text-muted-foreground text-sm">
          {role === null ? (
            'No role'
          ) : (
            <>
              {roleLabel(role)} <ScopeText scope={scope} />
            </>
          )}
          {teams.length > 0 && ` · in ${teams.map((team) => team.name).join(', ')}`} · ends{' '}
          <RelativeTime at={expiresAt} />
        </p>
      </div>
      {writes && (
        <Button
          busy={revoke.isPending}
          aria-label={`Take back the invitation of ${name}`}
          onClick={() => revoke.mutate(id, { onError: tell })}
        >
          Take back
        </Button>
      )}
    </li>
  );
}
