/** People and keys as verbs see them, without rows in the database. */

import { compileAccess, restrictAccess } from '../../lib/access/compile-access.ts';
import type { BuiltInRole, Caller, Permission, Scope, UserCaller } from '../../lib/access/index.ts';
import { newId } from '../../lib/platform/ids.ts';

type Person = Partial<Omit<UserCaller, 'kind' | 'access'>> & { scope?: Scope };

/** Somebody who holds one role, everywhere unless `scope` says where. */
export function userCaller(role: BuiltInRole, { scope, ...person }: Person = {}): UserCaller {
  const access = compileAccess([{ role, scope: scope ?? { kind: 'everything' }, permissions: [] }]);
  const id = person.id ?? newId();
  return {
    kind: 'user',
    id,
    name: `A ${role}`,
    email: `${id}@example.com`,
    teams: [],
    mustChangePassword: false,
    mustEnrol: false,
    address: null,
    ...person,
    access,
  };
}

/** A key of an owner that was given only these permissions. */
export function keyCaller(...permissions: Permission[]): Extract<Caller, { kind: 'api-key' }> {
  return keyOf('owner', permissions);
}

export function keyOf(
  role: BuiltInRole,
  permissions: readonly Permission[],
  endpoints: readonly string[] | null = null,
): Extract<Caller, { kind: 'api-key' }> {
  const only = endpoints === null ? null : new Set(endpoints);
  return {
    kind: 'api-key',
    id: newId(),
    name: 'ci',
    ownerId: newId(),
    teams: [],
    access: restrictAccess(userCaller(role).access, new Set(permissions), only),
    endpoints: only,
    address: null,
  };
}
