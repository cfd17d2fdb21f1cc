import type { Tx } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Caller } from '../caller.ts';
import { assertNotOwnProvider, assertOwnersDo } from '../govern.ts';
import { isBuiltInRole } from '../permissions.ts';
import { findCustomRole, teamHoldsRole } from '../role-store.ts';
import type { GroupMapping, SaveIdentityProvider } from '../schemas.ts';
import { findTeam } from '../team-store.ts';
import { issuersOf, type ProviderRow } from './provider-store.ts';

/**
 * What a provider gives is given by whoever sets it up, under the rules of giving: owners alone decide who may vouch for an
 * owner, and nobody but an owner changes the provider they sign in through. `before` is null for a new one.
 */
export async function assertMayChange(
  tx: Tx,
  caller: Caller,
  input: SaveIdentityProvider,
  before: ProviderRow | null,
): Promise<void> {
  await assertKnown(tx, input);
  if (input.defaultRole === 'owner') {
    throw new AppError('invalid', 'Nobody becomes an owner by default. Map a group to the role instead.', {
      issues: [{ path: 'defaultRole', message: 'Choose another role.' }],
    });
  }
  if ((await vouchesForOwners(tx, input)) || (before !== null && (await vouchesForOwners(tx, before)))) {
    await assertOwnersDo(tx, caller);
  }
  const hosts = new Set([input, ...(before === null ? [] : [before])].map(({ issuer }) => hostOf(issuer)));
  await assertNotOwnProvider(tx, caller, async (userId) =>
    (await issuersOf(tx, userId)).some((issuer) => hosts.has(hostOf(issuer))),
  );
}

async function assertKnown(tx: Tx, { mappings, defaultRole }: SaveIdentityProvider): Promise<void> {
  const roles = mappings.flatMap((mapping) => ('role' in mapping ? [mapping.role] : []));
  for (const role of new Set(defaultRole === null ? roles : [...roles, defaultRole])) {
    if (!isBuiltInRole(role) && (await findCustomRole(tx, role)) === null)
      throw notFound(`The role "${role}"`);
  }
  for (const mapping of mappings) {
    if ('teamId' in mapping && (await findTeam(tx, mapping.teamId)) === null) throw notFound('This team');
  }
}

interface Vouching {
  trustEmail: boolean;
  mappings: readonly (GroupMapping | ProviderRow['mappings'][number])[];
}

async function vouchesForOwners(tx: Tx, { trustEmail, mappings }: Vouching): Promise<boolean> {
  if (trustEmail) return true;
  for (const mapping of mappings) {
    if ('role' in mapping && mapping.role === 'owner') return true;
    const teamId = 'teamId' in mapping ? mapping.teamId : null;
    if (teamId !== null && (await teamHoldsRole(tx, teamId, 'owner'))) return true;
  }
  return false;
}

/** One tenant's issuer is written in several ways (an id, "common", a slash at the end); the host stays. */
function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
