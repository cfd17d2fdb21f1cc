import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { assertMay, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { assertMayGovern } from './govern.ts';
import { hashPassword, newOneTimePassword } from './password-hash.ts';
import type { UserWithPassword } from './schemas.ts';
import { userSummary } from './summaries.ts';
import { endSessions, findUser, savePassword } from './user-store.ts';

/** Gives a person a new one-time password, lifts a lock-out and ends their sessions. */
export async function resetPassword(caller: Caller, id: string): Promise<UserWithPassword> {
  assertMay(caller, 'access.write');
  const oneTimePassword = newOneTimePassword();
  const passwordHash = await hashPassword(oneTimePassword);
  const user = await changeAccess(id, async (tx) => {
    // Whoever sets the password can sign in as that person.
    await assertMayGovern(tx, caller, id, 'reset the password of');
    if (!(await savePassword(tx, id, { passwordHash, mustChangePassword: true })))
      throw notFound('This user');
    await endSessions(tx, id, 'password_reset');
    const after = await findUser(tx, id);
    if (after === null) throw notFound('This user');
    const subject = { kind: 'user', id, name: after.email };
    await recordAudit(tx, caller, { action: 'user.password_reset', subject });
    return after;
  });
  return { user: userSummary(user), oneTimePassword };
}
