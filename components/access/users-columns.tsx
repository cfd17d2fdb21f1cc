'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import type { Column } from '#components/ui/data-table.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { UserSummary } from '#lib/access/schemas.ts';
import { UserActions, type UserActionsProps } from './user-actions.tsx';
import { roleLabel } from './words.ts';

export interface UsersColumnsInput extends Omit<UserActionsProps, 'user' | 'own'> {
  /** Id of the person at the screen. */
  ownId: string | undefined;
}

export function usersColumns({ ownId, ...actions }: UsersColumnsInput): Column<UserSummary>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      sortable: true,
      alwaysShown: true,
      cell: (user) => (
        <div className="min-w-36">
          <div className="font-medium">
            {user.name}
            {user.id === ownId && (
              <span className="ml-1.5 font-normal text-muted-foreground text-sm">you</span>
            )}
          </div>
          <div className="text-muted-foreground text-sm [overflow-wrap:anywhere]">{user.email}</div>
          <div className="text-sm sm:hidden">{rolesText(user)}</div>
        </div>
      ),
    },
    {
      id: 'roles',
      header: 'Roles everywhere',
      className: 'w-48 max-sm:hidden',
      cell: rolesText,
    },
    {
      id: 'state',
      header: 'State',
      className: 'w-44 max-sm:w-auto',
      cell: (user) => <UserState user={user} />,
    },
    {
      id: 'lastSignInAt',
      header: 'Last sign-in',
      sortable: true,
      className: 'w-36 whitespace-nowrap max-sm:hidden',
      cell: (user) => <RelativeTime at={user.lastSignInAt} />,
    },
    {
      id: 'createdAt',
      header: 'Added',
      sortable: true,
      className: 'w-36 whitespace-nowrap max-md:hidden',
      cell: (user) => <RelativeTime at={user.createdAt} />,
    },
    {
      id: 'actions',
      header: 'Actions',
      alwaysShown: true,
      className: 'w-20 text-right',
      cell: (user) => <UserActions user={user} own={user.id === ownId} {...actions} />,
    },
  ];
}

function rolesText({ roles }: UserSummary): string {
  return roles.length === 0 ? 'No role everywhere' : roles.map(roleLabel).join(', ');
}

function UserState({ user }: { user: UserSummary }) {
  if (user.disabledAt !== null) return <StatusBadge tone="neutral">Disabled</StatusBadge>;
  if (user.lockedUntil !== null) return <StatusBadge tone="warn">Locked out</StatusBadge>;
  if (user.mustChangePassword) return <StatusBadge tone="info">One-time password</StatusBadge>;
  return <StatusBadge tone="ok">Active</StatusBadge>;
}
