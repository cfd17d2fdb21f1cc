import QRCode from 'qrcode';
import { recordAudit } from '../../audit/index.ts';
import { seal } from '../../platform/crypto.ts';
import { prisma, type Tx, transaction } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { asPerson, assertMay, type Caller, type UserCaller } from '../caller.ts';
import { changeAccess } from '../change-access.ts';
import type { Enrolment, SecondFactorState } from '../schemas.ts';
import type { Session } from '../session-token.ts';
import type { Browser } from '../sessions/browser.ts';
import { openSession } from '../sessions/open-session.ts';
import { endSessionsOf } from '../sessions/session-store.ts';
import { findUser } from '../user-store.ts';
import { checkPassword } from './check-password.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import {
  confirmFactor,
  findFactorState,
  lockFactor,
  putUnconfirmed,
  replaceRecoveryCodes,
} from './second-factor-store.ts';
import { secretOf } from './take-code.ts';
import { matchTotp, newTotpSecret, totpAddress } from './totp.ts';

export async function describeSecondFactor(caller: Caller): Promise<SecondFactorState> {
  return stateOf(asPerson(caller, 'have a second factor').id);
}

/** Somebody's, for whoever governs access. */
export async function describeUserSecondFactor(caller: Caller, userId: string): Promise<SecondFactorState> {
  assertMay(caller, 'access.read');
  if ((await findUser(prisma(), userId)) === null) throw notFound('This user');
  return stateOf(userId);
}

async function stateOf(userId: string): Promise<SecondFactorState> {
  const { confirmedAt, recoveryCodesLeft, required } = await findFactorState(userId);
  const enrolled = confirmedAt !== null;
  return { enrolled, confirmedAt: confirmedAt?.toISOString() ?? null, recoveryCodesLeft, required };
}

/** Makes a secret for an authenticator app. It counts once a first code has confirmed it. */
export async function beginEnrolment(caller: Caller, password: string): Promise<Enrolment> {
  const person = asPerson(caller, 'have a second factor');
  await checkPassword(person, password);
  const secret = newTotpSecret();
  const put = await transaction((tx) => putUnconfirmed(tx, person.id, seal('second-factor', secret)));
  if (!put) throw enrolledAlready();
  const address = totpAddress(secret, person.email);
  const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return { secret, address, svg };
}

export interface Enrolled {
  session: Session;
  recoveryCodes: string[];
}

/**
 * Confirms the secret with a code of the app. All other sessions end, and this browser goes on in a new one. The recovery
 * codes are returned here and nowhere else.
 */
export async function confirmEnrolment(caller: Caller, code: string, browser: Browser): Promise<Enrolled> {
  const person = asPerson(caller, 'have a second factor');
  return changeAccess(person.id, async (tx) => {
    const factor = await lockFactor(tx, person.id);
    if (factor === null) throw notBegun();
    if (factor.confirmedAt !== null) throw enrolledAlready();
    const digits = code.replaceAll(/\s/g, '');
    const step = matchTotp(secretOf(factor), digits, factor.now.getTime(), factor.lastStep);
    if (step === null) throw wrongFirstCode();
    await confirmFactor(tx, person.id, step);
    const recoveryCodes = await issueRecoveryCodes(tx, person);
    await recordAudit(tx, caller, { action: 'second_factor.enrolled', subject: subjectOf(person) });
    await endSessionsOf(tx, person.id, 'second_factor_changed');
    const how = { method: 'credentials', secondFactor: true } as const;
    return { session: await openSession(tx, person.id, { ...browser, sessionId: null }, how), recoveryCodes };
  });
}

export async function issueRecoveryCodes(tx: Tx, person: { id: string }): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashRecoveryCode(person.id, code));
  await replaceRecoveryCodes(tx, person.id, hashes);
  return codes;
}

export function subjectOf(person: UserCaller) {
  return { kind: 'user', id: person.id, name: person.email };
}

function notBegun(): AppError {
  return new AppError('conflict', 'No second factor is being set up. Begin with the QR code.', {
    reason: 'not_begun',
  });
}

function enrolledAlready(): AppError {
  return new AppError('conflict', 'You have a second factor already. Remove it to set up another one.', {
    reason: 'enrolled_already',
  });
}

function wrongFirstCode(): AppError {
  const message =
    'This code does not fit the QR code. Check that the phone’s clock is right, and enter the code shown now.';
  return new AppError('invalid', message, { reason: 'wrong_code', issues: [{ path: 'code', message }] });
}
