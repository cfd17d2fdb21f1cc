import { recordAudit } from '../audit/index.ts';
import type { Tx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { assertMay, type Caller, userIdOf } from './caller.ts';
import { changeAccess } from './change-access.ts';
import type { UpdateUser, UserSummary } from './schemas.ts';
import { userSummary } from './summaries.ts';
import { endSessions, findUser, lockActiveAdmins, type UserRow, updateUserRow } from './user-store.ts';

/**
 * Renames a person, changes their role, disables or enables the account. Nobody does the last two to themselves, and
 * somebody who can administer always remains.
 */
export async function updateUser(caller: Caller, id: string, change: UpdateUser): Promise<UserSummary> {
  assertMay(caller, 'access.write');
  assertNotOneself(caller, id, change);
  const updated = await changeAccess(id, async (tx) => {
    const admins = await lockActiveAdmins(tx);
    const before = await findUser(tx, id);
    if (before === null) throw notFound('This user');
    if (stopsAdministering(change) && admins.length === 1 && admins[0] === id) throw lastAdmin(before);
    const after = await apply(tx, before, change);
    await recordAudit(tx, caller, {
      action: actionOf(change),
      subject: { kind: 'user', id, name: before.email },
      before: facts(before),
      after: facts(after),
    });
    return after;
  });
  return userSummary(updated);
}

async function apply(tx: Tx, before: UserRow, { disabled, ...change }: UpdateUser): Promise<UserRow> {
  // Enabling an account again must not bring old sessions back.
  if (disabled && before.disabledAt === null) await endSessions(tx, before.id);
  const disabledAt = disabled === undefined ? undefined : disabled ? (before.disabledAt ?? new Date()) : null;
  return updateUserRow(tx, before.id, { ...change, ...(disabledAt !== undefined && { disabledAt }) });
}

function assertNotOneself(caller: Caller, id: string, change: UpdateUser): void {
  if (userIdOf(caller) !== id) return;
  if (change.role === undefined && change.disabled === undefined) return;
  const what = change.role === undefined ? 'disable or enable your own account' : 'change your own role';
  throw new AppError('conflict', `You cannot ${what}. Ask another administrator.`, { reason: 'own_account' });
}

function stopsAdministering(change: UpdateUser): boolean {
  return change.disabled === true || (change.role !== undefined && change.role !== 'admin');
}

function lastAdmin(user: UserRow): AppError {
  return new AppError(
    'conflict',
    `${user.email} is the last administrator. Make somebody else an administrator first.`,
    { reason: 'last_admin' },
  );
}

function actionOf(change: UpdateUser): string {
  if (change.disabled !== undefined) return change.disabled ? 'user.disabled' : 'user.enabled';
  return change.role === undefined ? 'user.renamed' : 'user.role_changed';
}

function facts(user: UserRow) {
  return { name: user.name, role: user.role, disabled: user.disabledAt !== null };
}
