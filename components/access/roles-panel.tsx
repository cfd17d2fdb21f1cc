'use client';

import { Check, Minus, Plus } from 'lucide-react';
import { Fragment, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Permission, RoleSummary } from '#lib/access/schemas.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { useRoles } from './governance-queries.ts';
import { permissionAreas } from './permission-areas.ts';
import { RoleDialog } from './role-dialog.tsx';
import { permissionWords, roleHint, roleLabel } from './words.ts';

/** Which role may do what: roles across, permissions down. */
export function RolesPanel() {
  const roles = useRoles();
  const me = useMe().data;
  const [editing, setEditing] = useState<RoleSummary | 'new' | null>(null);
  if (roles.error) return <ErrorState error={roles.error} onRetry={() => void roles.refetch()} />;
  if (!roles.data) return <Skeleton className="h-96" />;
  return (
    <>
      <div className="mb-3 flex items-center justify-between gap-3 max-sm:flex-col max-sm:items-end">
        <p className="w-full text-muted-foreground">
          What each role may do. Where it holds is said when it is given: everywhere, or at one place.
        </p>
        {can(me, 'access.write') && (
          <Button variant="primary" onClick={() => setEditing('new')}>
            <Plus aria-hidden />
            Make a role
          </Button>
        )}
      </div>
      <RoleMatrix roles={roles.data.items} onEdit={can(me, 'access.write') ? setEditing : undefined} />
      <RoleDialog editing={editing} onClose={() => setEditing(null)} />
    </>
  );
}

interface RoleMatrixProps {
  roles: readonly RoleSummary[];
  onEdit: ((role: RoleSummary) => void) | undefined;
}

function RoleMatrix({ roles, onEdit }: RoleMatrixProps) {
  return (
    <section
      aria-label="Roles and permissions"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
      tabIndex={0}
      className="relative max-h-[70vh] overflow-auto rounded-md border border-border bg-surface"
    >
      <table className="w-full border-collapse">
        <thead>
          <tr>
            <th
              scope="col"
              className="sticky top-0 left-0 z-20 border-border border-r border-b bg-surface px-3 py-2 text-left align-bottom font-medium text-sm"
            >
              Permission
            </th>
            {roles.map((role) => (
              <th
                key={role.name}
                scope="col"
                title={roleHint(role.name) ?? role.description}
                className="sticky top-0 z-10 min-w-24 border-border border-b bg-surface px-2 max-sm:min-w-20 py-2 text-center align-bottom font-medium text-sm"
              >
                {roleLabel(role.name)}
                <span className="block font-normal text-muted-foreground text-xs tabular-nums">
                  {role.grants} {role.grants === 1 ? 'grant' : 'grants'}
                </span>
                {!role.builtIn && onEdit && (
                  <button type="button" className="text-accent-text text-xs" onClick={() => onEdit(role)}>
                    Edit
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissionAreas.map(({ area, permissions }) => (
            <Fragment key={area}>
              <tr className="border-border border-t bg-muted">
                <th
                  scope="rowgroup"
                  className="sticky left-0 bg-muted px-3 py-1 text-left font-medium text-muted-foreground text-xs"
                >
                  {area}
                </th>
                <td colSpan={roles.length} />
              </tr>
              {permissions.map((permission) => (
                <MatrixRow key={permission} permission={permission} roles={roles} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MatrixRow({ permission, roles }: { permission: Permission; roles: readonly RoleSummary[] }) {
  return (
    <tr className="group border-border border-t hover:bg-hover">
      <th
        scope="row"
        className="sticky left-0 min-w-44 border-border border-r bg-surface px-3 py-1.5 text-left font-normal group-hover:bg-hover max-sm:min-w-36 max-sm:text-sm"
      >
        {permissionWords[permission]}
      </th>
      {roles.map((role) => {
        const held = role.permissions.includes(permission);
        const Icon = held ? Check : Minus;
        return (
          <td key={role.name} className="text-center">
            <Icon aria-hidden className={`mx-auto size-4 ${held ? 'text-ok' : 'text-border-strong'}`} />
            <span className="sr-only">{held ? 'yes' : 'no'}</span>
          </td>
        );
      })}
    </tr>
  );
}
