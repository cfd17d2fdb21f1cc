import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { type Decision, decideAttempt } from './back-off.ts';
import { countUnknownAttempt } from './unknown-accounts.ts';
import { lockAttempts, saveAttempts } from './user-store.ts';
import { waitText } from './wait-text.ts';

/**
 * Counts one attempt at a password, before the password is looked at. Throws `rate_limited` while the account is locked
 * out; otherwise returns the seconds to wait after this attempt, should it turn out wrong.
 */
export async function countAttempt(account: { id: string } | null, email: string): Promise<number> {
  const decision =
    account === null ? countUnknownAttempt(email, new Date()) : await countKnownAttempt(account.id, email);
  if (!decision.allowed) throw lockedOut(decision.retryAfterSeconds);
  return decision.retryAfterSeconds;
}

function countKnownAttempt(id: string, email: string): Promise<Decision> {
  return transaction(async (tx) => {
    const current = await lockAttempts(tx, id);
    if (current === null) return countUnknownAttempt(email, new Date());
    const decision = decideAttempt(current, current.now);
    if (decision.allowed) await saveAttempts(tx, id, decision.next);
    return decision;
  });
}

function lockedOut(seconds: number): AppError {
  return new AppError('rate_limited', `Too many wrong passwords. Try again in ${waitText(seconds)}.`, {
    retryAfterSeconds: seconds,
    reason: 'locked_out',
  });
}
