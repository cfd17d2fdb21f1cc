import { recordAudit } from '../../audit/index.ts';
import type { Tx } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { keepingAnOwner } from '../govern.ts';
import type { Claims } from './oidc-client.ts';
import { type Given, type ProviderRow, replaceGiven } from './provider-store.ts';

/** What the mappings give to members of these groups; the default role where they give no role. */
export function givenBy(
  provider: Pick<ProviderRow, 'mappings' | 'defaultRole'>,
  groups: readonly string[],
): Given {
  const member = new Set(groups);
  const matching = provider.mappings.filter((mapping) => member.has(mapping.group));
  const mapped = matching.flatMap(({ role, scopeKind, scopeName }) =>
    role === null ? [] : [{ role, scopeKind, scopeName }],
  );
  const fallback = { role: provider.defaultRole ?? '', scopeKind: 'everything', scopeName: '' };
  const roles = mapped.length === 0 && provider.defaultRole !== null ? [fallback] : mapped;
  const teamIds = matching.flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
  return { roles, teamIds: [...new Set(teamIds)] };
}

/** Replaces what earlier sign-ins brought by what the claims say now, in force with the commit. */
export async function applyClaims(
  tx: Tx,
  provider: ProviderRow,
  user: { id: string; email: string },
  claims: Claims,
): Promise<void> {
  const given = givenBy(provider, claims.groups);
  const { changed } = await keepingAnOwner(tx, () => replaceGiven(tx, user.id, given, newId));
  if (!changed) return;
  await publishChange(tx, { topic: 'access', key: user.id });
  const actor = { kind: 'system', id: null, name: `Identity provider ${provider.name}`, address: null };
  await recordAudit(tx, actor, {
    action: 'user.claims_applied',
    subject: { kind: 'user', id: user.id, name: user.email },
    after: { roles: given.roles.map((grant) => ({ ...grant })), teams: [...given.teamIds] },
  });
}
