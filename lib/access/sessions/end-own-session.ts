import { changeAccess } from '../change-access.ts';
import type { Session } from '../session-token.ts';
import { endSession } from './session-store.ts';

/** Signing out: a copy of the cookie opens nothing any more. */
export async function endOwnSession(session: Session): Promise<void> {
  await changeAccess(session.userId, (tx) => endSession(tx, session.id, session.userId, 'signed_out'));
}
