import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { assertMay, type Caller, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayGive, assertMayGovern, keepingAnOwner } from './govern.ts';
import { insertGrant, removeGrantsOfUser } from './grant-store.ts';
import type { UpdateUser, UserSummary } from './schemas.ts';
import { userSummary } from './summaries.ts';
import { endSessions, findUser, type UserRow, updateUserRow } from './user-store.ts';

/**
 * Renames a person, changes the role they hold everywhere, disables or enables the account. Nobody does the last two to
 * themselves, and an owner always remains.
 */
export async function updateUser(caller: Caller, id: string, change: UpdateUser): Promise<UserSummary> {
  assertMay(caller, 'access.write');
  const updated = await changeAccess(id, (tx) =>
    keepingAnOwner(tx, async () => {
      const before = await findUser(tx, id);
      if (before === null) throw notFound('This user');
      await assertAllowed(tx, caller, id, change);
      const after = await apply(tx, caller, before, change);
      await recordAudit(tx, caller, {
        action: actionOf(change),
        subject: { kind: 'user', id, name: before.email },
        before: facts(before),
        after: facts(after),
      });
      return after;
    }),
  );
  return userSummary(updated);
}

async function assertAllowed(tx: Tx, caller: Caller, id: string, change: UpdateUser): Promise<void> {
  if (change.disabled !== undefined) await assertMayGovern(tx, caller, id, 'disable or enable');
  if (change.role === undefined) {
    if (userIdOf(caller) !== id) await assertMayGovern(tx, caller, id, 'rename');
  } else if (change.role === null) await assertMayGovern(tx, caller, id, 'change the role of');
  else await assertMayGive(tx, caller, change.role, { userId: id });
}

async function apply(
  tx: Tx,
  caller: Caller,
  before: UserRow,
  { disabled, role, ...change }: UpdateUser,
): Promise<UserRow> {
  // Enabling an account again must not bring old sessions back.
  if (disabled && before.disabledAt === null) await endSessions(tx, before.id, 'account_disabled');
  if (role !== undefined) await replaceRole(tx, caller, before.id, role);
  const disabledAt = disabled === undefined ? undefined : disabled ? (before.disabledAt ?? new Date()) : null;
  return updateUserRow(tx, before.id, { ...change, ...(disabledAt !== undefined && { disabledAt }) });
}

async function replaceRole(tx: Tx, caller: Caller, userId: string, role: string | null): Promise<void> {
  await removeGrantsOfUser(tx, userId, { everywhere: true });
  if (role === null) return;
  const scope = { kind: 'everything' } as const;
  const grant = { id: newId(), holder: { userId }, role, scope, source: 'manual' as const };
  await insertGrant(tx, { ...grant, expiresAt: null, createdBy: userIdOf(caller) });
}

function actionOf(change: UpdateUser): string {
  if (change.disabled !== undefined) return change.disabled ? 'user.disabled' : 'user.enabled';
  return change.role === undefined ? 'user.renamed' : 'user.role_changed';
}

function facts(user: UserRow) {
  return {
    name: user.name,
    roles: user.grants.map((grant) => grant.role),
    disabled: user.disabledAt !== null,
  };
}
