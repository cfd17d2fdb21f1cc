import { z } from 'zod';
import { noteRefusal, recordAudit } from '../../audit/index.ts';
import { type Tx, transaction } from '../../platform/db.ts';
import type { AppError } from '../../platform/errors.ts';
import type { SecondStep } from '../schemas.ts';
import type { Session } from '../session-token.ts';
import type { Browser } from '../sessions/browser.ts';
import { openSession } from '../sessions/open-session.ts';
import { countAddress } from '../sign-in/count-address.ts';
import { finishStep, readStep, stepOver } from '../sign-in/step.ts';
import { findIdentityRow, type UserIdentity } from '../user-store.ts';
import { takeCode } from './take-code.ts';

/** When the password was right, in ms since 1970 by the database's clock. */
const payloadSchema = z.object({ since: z.number() });

/**
 * The second half of a sign-in: a code for the step the browser's cookie names. Throws `unauthenticated` (reasons
 * `wrong_code`, `step_over`) and `rate_limited`.
 */
export async function finishSignIn(
  token: string | null,
  { code }: SecondStep,
  browser: Browser,
): Promise<Session> {
  const right = await countAddress(browser.address);
  const step = await readStep(token, 'second-factor', payloadSchema);
  const { userId } = step;
  if (userId === null) throw stepOver();
  const outcome = await transaction<Outcome>(async (tx) => {
    const user = await findIdentityRow(tx, userId);
    // The password was changed, the account disabled or signed out everywhere meanwhile.
    if (user === null || user.disabledAt !== null || user.sessionsValidAfter.getTime() > step.payload.since) {
      return { refusal: stepOver(), user };
    }
    const tried = await takeCode(tx, userId, code);
    if ('refusal' in tried) return { refusal: tried.refusal, user };
    await finishStep(tx, token, 'second-factor', payloadSchema);
    return { session: await begin(tx, user, browser, tried.taken) };
  });
  if ('session' in outcome) {
    await right();
    return outcome.session;
  }
  if (outcome.user !== null) note(outcome.user, browser.address, outcome.refusal);
  throw outcome.refusal;
}

type Outcome = { session: Session } | { refusal: AppError; user: UserIdentity | null };

async function begin(tx: Tx, user: UserIdentity, browser: Browser, by: string): Promise<Session> {
  const session = await openSession(tx, user.id, browser, { method: 'credentials', secondFactor: true });
  const actor = { kind: 'user', id: user.id, name: user.name, address: browser.address };
  const subject = { kind: 'user', id: user.id, name: user.email };
  await recordAudit(tx, actor, { action: 'user.signed_in', subject, after: { secondFactor: by } });
  return session;
}

function note(user: UserIdentity, address: string | null, refusal: AppError): void {
  noteRefusal({
    actor: { kind: 'anonymous', id: null, name: 'somebody signing in', address },
    action: 'user.sign_in_refused',
    subject: { kind: 'user', id: user.id, name: user.email },
    permission: null,
    reason: refusal.reason ?? refusal.code,
  });
}
