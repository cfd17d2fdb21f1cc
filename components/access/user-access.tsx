'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type AccessDescription, permissions, reachFromJson } from '#lib/access/schemas.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { useAccessOf } from './governance-queries.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { GrantList } from './grant-list.tsx';
import { reachText } from './scope-words.tsx';
import { UserSecondFactor } from './user-second-factor.tsx';
import { UserSessions } from './user-sessions.tsx';
import { permissionWords } from './words.ts';

/** What one person may do and where, and every grant it comes from. */
export function UserAccess({ userId }: { userId: string }) {
  const access = useAccessOf(userId);
  const me = useMe().data;
  const [granting, setGranting] = useState(false);
  if (access.error) return <ErrorState error={access.error} onRetry={() => void access.refetch()} />;
  if (!access.data) return <Skeleton className="h-64" />;
  const { user, teams, grants } = access.data;
  const governs = can(me, 'access.write') && me?.id !== userId;
  return (
    <div className="flex flex-col gap-6">
      <p className="font-medium [overflow-wrap:anywhere]">
        {user.name} <span className="font-normal text-muted-foreground">{user.email}</span>
      </p>
      <section className="flex flex-col gap-2">
        <div className="flex items-center justify-between gap-2">
          <h3 className="font-semibold">Roles</h3>
          {governs && (
            <Button size="sm" onClick={() => setGranting(true)}>
              <Plus aria-hidden />
              Give a role
            </Button>
          )}
        </div>
        <GrantList
          grants={grants}
          empty="No grant yet, so nothing is allowed. Give a role to let this person in."
          revocable={(grant) => governs && grant.team === null}
        />
        {me?.id === userId && (
          <p className="text-muted-foreground text-sm">
            Nobody changes their own roles; ask another administrator.
          </p>
        )}
      </section>
      {teams.length > 0 && (
        <section className="flex flex-col gap-2">
          <h3 className="font-semibold">Teams</h3>
          <div className="flex flex-wrap gap-1.5">
            {teams.map((team) => (
              <Badge key={team.id}>{team.name}</Badge>
            ))}
          </div>
        </section>
      )}
      <UserSecondFactor user={user} governs={governs} />
      <UserSessions userId={userId} governs={governs} />
      <Permissions reach={access.data.reach} />
      <GrantDialog
        holder={granting ? { of: { userId }, name: user.name } : null}
        onClose={() => setGranting(false)}
      />
    </div>
  );
}

function Permissions({ reach }: Pick<AccessDescription, 'reach'>) {
  const held = permissions.flatMap((permission) => {
    const where = reach[permission];
    return where === undefined ? [] : [{ permission, where: reachText(reachFromJson(where)) }];
  });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">What this comes to</h3>
      {held.length === 0 && <p className="text-muted-foreground text-sm">Nothing at all.</p>}
      <dl className="grid grid-cols-[1fr_auto] gap-x-4">
        {held.map(({ permission, where }) => (
          <div key={permission} className="col-span-2 grid grid-cols-subgrid border-border border-b py-1.5">
            <dt>{permissionWords[permission]}</dt>
            <dd className="max-w-60 text-right text-muted-foreground text-sm">{where}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
