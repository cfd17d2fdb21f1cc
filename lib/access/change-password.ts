import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { asPerson, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { countAttempt } from './count-attempt.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { passwordIssue } from './password-rules.ts';
import type { ChangePassword } from './schemas.ts';
import type { Session } from './session-token.ts';
import type { Browser } from './sessions/browser.ts';
import { openSession } from './sessions/open-session.ts';
import { findSessionFacts } from './sessions/session-store.ts';
import { assertStrong } from './sign-in/password-strength.ts';
import { endSessions, findCredentials, savePassword } from './user-store.ts';

/**
 * Changes the caller's own password and ends all their sessions; the session returned is the one to go on with.
 * Wrong current passwords count towards the lock-out, so that a borrowed browser cannot be used to guess.
 */
export async function changePassword(
  caller: Caller,
  input: ChangePassword,
  browser: Browser,
): Promise<Session> {
  const person = asPerson(caller, 'change a password');
  assertAcceptable(input, person.email);
  await assertStrong(input.newPassword, person);
  const account = await findCredentials({ id: person.id });
  await countAttempt(account, person.email);
  const right = await verifyPassword(account?.passwordHash ?? null, input.currentPassword);
  if (!right || account === null) throw wrongCurrent();
  const passwordHash = await hashPassword(input.newPassword);
  // Nothing but the password was asked for: the second factor stays as the old session had it.
  const { secondFactor } = await findSessionFacts(browser.sessionId);
  return changeAccess(person.id, async (tx) => {
    const insteadOf = account.passwordHash;
    const saved = await savePassword(tx, person.id, { passwordHash, mustChangePassword: false, insteadOf });
    if (!saved) throw wrongCurrent();
    const subject = { kind: 'user', id: person.id, name: person.email };
    await recordAudit(tx, caller, { action: 'user.password_changed', subject });
    await endSessions(tx, person.id, 'password_changed');
    return openSession(tx, person.id, browser, { method: 'credentials', secondFactor });
  });
}

function assertAcceptable(input: ChangePassword, email: string): void {
  const issue =
    input.newPassword === input.currentPassword
      ? 'Choose a password that differs from the current one.'
      : passwordIssue(input.newPassword, email);
  if (issue === null) return;
  throw new AppError('invalid', issue, {
    reason: 'unacceptable_password',
    issues: [{ path: 'newPassword', message: issue }],
  });
}

function wrongCurrent(): AppError {
  const message = 'The current password is wrong.';
  return new AppError('invalid', message, {
    reason: 'wrong_password',
    issues: [{ path: 'currentPassword', message }],
  });
}
