import { recordAudit } from '../../audit/index.ts';
import { notFound } from '../../platform/errors.ts';
import { asPerson, assertMay, type Caller } from '../caller.ts';
import { changeAccess } from '../change-access.ts';
import { assertMayGovern } from '../govern.ts';
import { findUser } from '../user-store.ts';
import { endSession, endSessionsOf } from './session-store.ts';

/** Ends one of the caller's own sessions, in force with the next request it makes anywhere. */
export async function revokeOwnSession(caller: Caller, id: string): Promise<void> {
  const person = asPerson(caller, 'end sessions');
  await changeAccess(person.id, async (tx) => {
    if (!(await endSession(tx, id, person.id, 'revoked'))) throw notFound('This session');
    const subject = { kind: 'user', id: person.id, name: person.email };
    await recordAudit(tx, caller, { action: 'session.revoked', subject, before: { session: id } });
  });
}

/** Ends all of the caller's own sessions but `current`. Returns how many. */
export async function revokeOtherSessions(caller: Caller, current: string | null): Promise<number> {
  const person = asPerson(caller, 'end sessions');
  return changeAccess(person.id, async (tx) => {
    const ended = await endSessionsOf(tx, person.id, 'revoked', current);
    const subject = { kind: 'user', id: person.id, name: person.email };
    await recordAudit(tx, caller, { action: 'session.others_revoked', subject, before: { ended } });
    return ended;
  });
}

/** Ends one session of somebody, or all when `id` is null. Returns how many. */
export async function revokeUserSessions(caller: Caller, userId: string, id: string | null): Promise<number> {
  assertMay(caller, 'access.write');
  return changeAccess(userId, async (tx) => {
    await assertMayGovern(tx, caller, userId, 'end the sessions of');
    const user = await findUser(tx, userId);
    if (user === null) throw notFound('This user');
    const ended =
      id === null
        ? await endSessionsOf(tx, userId, 'revoked_by_admin')
        : Number(await endSession(tx, id, userId, 'revoked_by_admin'));
    if (id !== null && ended === 0) throw notFound('This session');
    const subject = { kind: 'user', id: userId, name: user.email };
    await recordAudit(tx, caller, { action: 'session.revoked', subject, before: { ended } });
    return ended;
  });
}
