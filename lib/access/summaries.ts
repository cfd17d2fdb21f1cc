/** Rows as the API shows them. */
import type { ApiKeyRow } from './key-store.ts';
import { isPermission } from './permissions.ts';
import type { ApiKeySummary, UserSummary } from './schemas.ts';
import type { UserRow } from './user-store.ts';

function text(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

export function userSummary(row: UserRow): UserSummary {
  const { id, email, name, role, mustChangePassword } = row;
  return {
    id,
    email,
    name,
    role,
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
