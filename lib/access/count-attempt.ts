import { hmac } from '../platform/crypto.ts';
import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { type Decision, decideAttempt } from './back-off.ts';
import { lockUnknown, saveUnknown } from './sign-in/try-store.ts';
import { lockAttempts, saveAttempts } from './user-store.ts';
import { waitText } from './wait-text.ts';

/**
 * Counts one attempt at a password, before the password is looked at. Throws `rate_limited` while the account is locked
 * out; otherwise returns the seconds to wait after this attempt, should it turn out wrong. E-mails that nobody has are
 * counted alike: otherwise a lock-out would tell which accounts exist.
 */
export async function countAttempt(account: { id: string } | null, email: string): Promise<number> {
  const decision =
    account === null ? await countUnknownAttempt(email) : await countKnownAttempt(account.id, email);
  if (!decision.allowed) throw lockedOut(decision.retryAfterSeconds);
  return decision.retryAfterSeconds;
}

async function countKnownAttempt(id: string, email: string): Promise<Decision> {
  const decision = await transaction(async (tx) => {
    const current = await lockAttempts(tx, id);
    if (current === null) return null;
    const decided = decideAttempt(current, current.now);
    if (decided.allowed) await saveAttempts(tx, id, decided.next);
    return decided;
  });
  return decision ?? countUnknownAttempt(email);
}

/** People type passwords into the wrong field: what was typed is kept as a keyed hash alone. */
function countUnknownAttempt(email: string): Promise<Decision> {
  const key = `email:${Buffer.from(hmac('sign-in-step', email)).toString('base64url')}`;
  return transaction(async (tx) => {
    const current = await lockUnknown(tx, key);
    const decision = decideAttempt(current, current.now);
    if (decision.allowed) await saveUnknown(tx, key, decision.next);
    return decision;
  });
}

function lockedOut(seconds: number): AppError {
  return new AppError('rate_limited', `Too many wrong passwords. Try again in ${waitText(seconds)}.`, {
    retryAfterSeconds: seconds,
    reason: 'locked_out',
  });
}
