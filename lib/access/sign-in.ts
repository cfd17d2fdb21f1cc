import { setTimeout as delay } from 'node:timers/promises';
import { noteRefusal, recordAudit } from '../audit/index.ts';
import { transaction } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { countAttempt } from './count-attempt.ts';
import { verifyPassword } from './password-hash.ts';
import type { SignIn } from './schemas.ts';
import { isEnrolled } from './second-factor/second-factor-store.ts';
import type { Session } from './session-token.ts';
import type { Browser } from './sessions/browser.ts';
import { openSession } from './sessions/open-session.ts';
import { countAddress } from './sign-in/count-address.ts';
import { beginStep } from './sign-in/step.ts';
import { findCredentials, recordSignIn, type UserIdentity } from './user-store.ts';
import { waitText } from './wait-text.ts';

export type SignedIn = Session & Pick<UserIdentity, 'email' | 'name'>;
/** With a second factor the password alone opens nothing: `token` is for the cookie of the step that follows. */
export type SignInOutcome = { session: SignedIn } | { token: string };
type Account = UserIdentity & { passwordHash: string };

/** Failures take at least this long, so that their time does not tell how far the check came. */
const failureFloorMs = 300;

/**
 * Checks an e-mail and a password and records the sign-in. Throws `unauthenticated` for anything wrong, without telling
 * what, and `rate_limited` during a lock-out; both say when to try again (`retryAfterSeconds`, when there is a wait).
 */
export async function signIn(input: SignIn, browser: Browser): Promise<SignInOutcome> {
  const floor = delay(failureFloorMs, undefined, { ref: false });
  try {
    return await attempt(input, browser);
  } catch (error) {
    await floor;
    throw error;
  }
}

async function attempt(input: SignIn, browser: Browser): Promise<SignInOutcome> {
  const { address } = browser;
  const account = await findCredentials({ email: input.email });
  const counted = await count(account, input.email, address).catch((error: unknown) => {
    noteRefusedSignIn(account, address, error);
    throw error;
  });
  const right = await verifyPassword(account?.passwordHash ?? null, input.password);
  const outcome = right && account ? await recordSuccess(account, browser) : null;
  if (outcome !== null) {
    await counted.right();
    return outcome;
  }
  if (account && counted.waitIfWrong > 0) await recordLockOut(account, address);
  const refusal = wrong(counted.waitIfWrong);
  noteRefusedSignIn(account, address, refusal);
  throw refusal;
}

async function count(account: Account | null, email: string, address: string | null) {
  const right = await countAddress(address);
  return { right, waitIfWrong: await countAttempt(account, email) };
}

function recordSuccess(account: Account, browser: Browser): Promise<SignInOutcome | null> {
  return transaction(async (tx) => {
    const at = await recordSignIn(tx, account.id, account.passwordHash);
    if (at === null) return null;
    if (await isEnrolled(tx, account.id)) {
      return { token: await beginStep(tx, 'second-factor', account.id, { since: at.getTime() }) };
    }
    const how = { method: 'credentials', secondFactor: false } as const;
    const session = await openSession(tx, account.id, browser, how);
    const actor = { kind: 'user', id: account.id, name: account.name, address: browser.address };
    await recordAudit(tx, actor, { action: 'user.signed_in', subject: subjectOf(account) });
    return { session: { ...session, email: account.email, name: account.name } };
  });
}

function recordLockOut(account: Account, address: string | null): Promise<void> {
  const actor = stranger(address);
  return transaction((tx) =>
    recordAudit(tx, actor, { action: 'user.locked_out', subject: subjectOf(account), refused: true }),
  );
}

/** An unknown e-mail is not kept: people type passwords into the wrong field. */
function noteRefusedSignIn(account: Account | null, address: string | null, error: unknown): void {
  if (!(error instanceof AppError)) return;
  const subject = account ? subjectOf(account) : { kind: 'user', id: 'unknown', name: 'an unknown account' };
  const reason = error.reason ?? error.code;
  noteRefusal({
    actor: stranger(address),
    action: 'user.sign_in_refused',
    subject,
    permission: null,
    reason,
  });
}

function stranger(address: string | null) {
  return { kind: 'anonymous', id: null, name: 'somebody signing in', address };
}

function subjectOf(account: Account) {
  return { kind: 'user', id: account.id, name: account.email };
}

function wrong(waitSeconds: number): AppError {
  const wait = waitSeconds > 0 ? ` Too many tries: wait ${waitText(waitSeconds)} before the next one.` : '';
  return new AppError('unauthenticated', `The e-mail or the password is wrong.${wait}`, {
    reason: 'wrong_credentials',
    ...(waitSeconds > 0 && { retryAfterSeconds: waitSeconds }),
  });
}
