import { unseal } from '../../platform/crypto.ts';
import type { Tx } from '../../platform/db.ts';
import { AppError } from '../../platform/errors.ts';
import { decideAttempt } from '../back-off.ts';
import { waitText } from '../wait-text.ts';
import { hashRecoveryCode, plainCode } from './recovery-codes.ts';
import {
  type LockedFactor,
  lockFactor,
  saveTaken,
  saveTries,
  takeRecoveryCode,
} from './second-factor-store.ts';
import { matchTotp } from './totp.ts';

export type CodeOutcome = { taken: 'app' | 'recovery' } | { refusal: AppError };

/**
 * Tries a code of the app or a recovery code, each good once, one try after the other. A refusal is returned and not
 * thrown: the transaction must commit, or the try would not count.
 */
export async function takeCode(tx: Tx, userId: string, typed: string): Promise<CodeOutcome> {
  const factor = await lockFactor(tx, userId);
  if (factor === null || factor.confirmedAt === null) return { refusal: wrongCode(0) };
  const decision = decideAttempt(factor, factor.now);
  if (!decision.allowed) return { refusal: lockedOut(decision.retryAfterSeconds) };
  const code = plainCode(typed);
  const step = matchTotp(secretOf(factor), code, factor.now.getTime(), factor.lastStep);
  if (step !== null || (await takeRecoveryCode(tx, userId, hashRecoveryCode(userId, code)))) {
    await saveTaken(tx, userId, step);
    return { taken: step === null ? 'recovery' : 'app' };
  }
  await saveTries(tx, userId, decision.next);
  return { refusal: wrongCode(decision.retryAfterSeconds) };
}

export function secretOf({ sealedSecret }: LockedFactor): string {
  return unseal('second-factor', sealedSecret);
}

function wrongCode(wait: number): AppError {
  const again = wait > 0 ? ` Too many tries: wait ${waitText(wait)} before the next one.` : '';
  const message = `This code is wrong, too old, or was used before. Wait for the next one.${again}`;
  return new AppError('unauthenticated', message, {
    reason: 'wrong_code',
    issues: [{ path: 'code', message }],
    ...(wait > 0 && { retryAfterSeconds: wait }),
  });
}

function lockedOut(seconds: number): AppError {
  return new AppError('rate_limited', `Too many wrong codes. Try again in ${waitText(seconds)}.`, {
    retryAfterSeconds: seconds,
    reason: 'locked_out',
  });
}
