import { recordAudit } from '../../audit/index.ts';
import { transaction } from '../../platform/db.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { asPerson, assertMay, type Caller, type UserCaller } from '../caller.ts';
import { changeAccess } from '../change-access.ts';
import { assertMayGovern } from '../govern.ts';
import { endSessions, findUser } from '../user-store.ts';
import { checkPassword } from './check-password.ts';
import { issueRecoveryCodes, subjectOf } from './enrol.ts';
import { findDuty, removeFactor } from './second-factor-store.ts';
import { takeCode } from './take-code.ts';

interface Proof {
  password: string;
  code: string;
}

/** Password and code: neither a borrowed browser nor a stolen password alone takes the second factor away. */
async function prove(person: UserCaller, { password, code }: Proof): Promise<void> {
  await checkPassword(person, password);
  const outcome = await transaction((tx) => takeCode(tx, person.id, code));
  // 400 and not 401: the session is good, and the screen must not take it for over.
  if ('refusal' in outcome) {
    const { message, issues, retryAfterSeconds } = outcome.refusal;
    if (outcome.refusal.code === 'rate_limited') throw outcome.refusal;
    const wait = retryAfterSeconds === null ? {} : { retryAfterSeconds };
    throw new AppError('invalid', message, { reason: 'wrong_code', issues, ...wait });
  }
}

export async function removeSecondFactor(caller: Caller, proof: Proof): Promise<void> {
  const person = asPerson(caller, 'change a second factor');
  if ((await findDuty(person.id)).required) {
    throw new AppError('conflict', 'Your role asks for a second factor, so it cannot be removed.', {
      reason: 'second_factor_required',
    });
  }
  await prove(person, proof);
  await changeAccess(person.id, async (tx) => {
    await removeFactor(tx, person.id);
    await recordAudit(tx, caller, { action: 'second_factor.removed', subject: subjectOf(person) });
  });
}

/** New recovery codes; the old ones are void. */
export async function renewRecoveryCodes(caller: Caller, proof: Proof): Promise<string[]> {
  const person = asPerson(caller, 'change a second factor');
  await prove(person, proof);
  return transaction(async (tx) => {
    await recordAudit(tx, caller, { action: 'second_factor.codes_renewed', subject: subjectOf(person) });
    return issueRecoveryCodes(tx, person);
  });
}

/** For whoever lost phone and recovery codes. Their sessions end; where a role asks for it, they enrol again. */
export async function resetSecondFactor(caller: Caller, userId: string): Promise<void> {
  assertMay(caller, 'access.write');
  await changeAccess(userId, async (tx) => {
    await assertMayGovern(tx, caller, userId, 'reset the second factor of');
    const user = await findUser(tx, userId);
    if (user === null) throw notFound('This user');
    if (!(await removeFactor(tx, userId))) {
      throw new AppError('conflict', `${user.name} has no second factor.`, { reason: 'not_enrolled' });
    }
    await endSessions(tx, userId, 'second_factor_changed');
    const subject = { kind: 'user', id: userId, name: user.email };
    await recordAudit(tx, caller, { action: 'second_factor.reset', subject });
  });
}
