import type { Scope } from '../reach.ts';
import { scopeSchema } from '../reach.ts';
import type { InvitationSummary } from '../schemas.ts';
import type { InvitationRow } from './invitation-store.ts';

export function scopeOfInvitation({ scopeKind, scopeName }: InvitationRow): Scope {
  return scopeSchema.parse(
    scopeKind === 'everything' ? { kind: scopeKind } : { kind: scopeKind, name: scopeName },
  );
}

export function presentInvitation(
  row: InvitationRow,
  teams: readonly { id: string; name: string }[],
): InvitationSummary {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    scope: scopeOfInvitation(row),
    teams: teams.filter((team) => row.teamIds.includes(team.id)),
    state: stateOf(row),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

function stateOf({ acceptedAt, revokedAt, expiresAt }: InvitationRow): InvitationSummary['state'] {
  if (acceptedAt !== null) return 'accepted';
  if (revokedAt !== null) return 'revoked';
  return expiresAt.getTime() <= Date.now() ? 'expired' : 'open';
}
