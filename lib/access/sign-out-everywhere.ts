import { recordAudit } from '../audit/index.ts';
import { asPerson, type Caller } from './caller.ts';
import { changeAccess } from './change-access.ts';
import { endSessions } from './user-store.ts';

/** Ends all sessions of the caller, this one too. API keys stay. */
export async function signOutEverywhere(caller: Caller): Promise<void> {
  const person = asPerson(caller, 'sign out');
  await changeAccess(person.id, async (tx) => {
    await endSessions(tx, person.id, 'signed_out');
    const subject = { kind: 'user', id: person.id, name: person.email };
    await recordAudit(tx, caller, { action: 'user.signed_out_everywhere', subject });
  });
}
