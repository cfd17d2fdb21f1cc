/** Rows as the API shows them. */
import { type GrantRow, scopeOfRow } from './grant-store.ts';
import type { ApiKeyRow } from './key-store.ts';
import { isPermission } from './permissions.ts';
import type { CustomRoleRow } from './role-store.ts';
import type { ApiKeySummary, GrantSummary, RoleSummary, UserSummary } from './schemas.ts';
import type { UserRow } from './user-store.ts';

function text(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

export function userSummary(row: UserRow): UserSummary {
  const { id, email, name, mustChangePassword } = row;
  return {
    id,
    email,
    name,
    roles: row.grants.map((grant) => grant.role),
    mustChangePassword,
    lockedUntil:
      row.lockedUntil !== null && row.lockedUntil.getTime() > Date.now() ? text(row.lockedUntil) : null,
    disabledAt: text(row.disabledAt),
    lastSignInAt: text(row.lastSignInAt),
    createdAt: row.createdAt.toISOString(),
  };
}

export function apiKeySummary(row: ApiKeyRow): ApiKeySummary {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    owner: row.owner,
    permissions: row.permissions.filter(isPermission),
    endpoints: row.endpoints,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: text(row.lastUsedAt),
    expiresAt: text(row.expiresAt),
    revokedAt: text(row.revokedAt),
  };
}

export function grantSummary(row: GrantRow): GrantSummary {
  const { id, role, user, team } = row;
  return {
    id,
    role,
    scope: scopeOfRow(row),
    user,
    team,
    source: row.source === 'identity-provider' ? 'identity-provider' : 'manual',
    expiresAt: text(row.expiresAt),
    createdAt: row.createdAt.toISOString(),
  };
}

export function customRoleSummary(
  { name, description, permissions }: CustomRoleRow,
  grants: number,
): RoleSummary {
  return { name, description, builtIn: false, permissions: permissions.filter(isPermission), grants };
}
