import type { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { isUniqueViolation } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { assertMay, type Caller, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayGive } from './govern.ts';
import { insertGrant } from './grant-store.ts';
import type { createGrantSchema, GrantSummary } from './schemas.ts';
import { scopeText } from './scope-text.ts';
import { grantSummary } from './summaries.ts';
import { findTeam } from './team-store.ts';
import { findUser } from './user-store.ts';

/** Gives a user or a team a role, everywhere or at one place. Throws `conflict` when they hold it there already. */
export async function createGrant(
  caller: Caller,
  input: z.output<typeof createGrantSchema>,
): Promise<GrantSummary> {
  assertMay(caller, 'access.write');
  const { holder, role, scope } = input;
  const id = newId();
  const created = await changeAccess(id, async (tx) => {
    if ('userId' in holder && (await findUser(tx, holder.userId)) === null) throw notFound('This user');
    if ('teamId' in holder && (await findTeam(tx, holder.teamId)) === null) throw notFound('This team');
    await assertMayGive(tx, caller, role, holder);
    const row = await insertGrant(tx, {
      id,
      holder,
      role,
      scope,
      source: 'manual',
      expiresAt: input.expiresAt === null ? null : new Date(input.expiresAt),
      createdBy: userIdOf(caller),
    });
    await recordAudit(tx, caller, {
      action: 'grant.created',
      subject: { kind: 'grant', id, name: `${role} for ${row.user?.email ?? row.team?.name ?? ''}` },
      after: { role, scope: scopeText(scope), expiresAt: input.expiresAt },
    });
    return row;
  }).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError('conflict', `They hold the role "${role}" ${scopeText(scope)} already.`);
  });
  return grantSummary(created);
}
