import type { Tx } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { type Session, sessionMaxAgeSeconds } from '../session-token.ts';
import type { SessionMethod } from '../sign-in-schemas.ts';
import type { Browser } from './browser.ts';
import { endSession, insertSession } from './session-store.ts';

/**
 * Begins a session under a new id, whatever the browser sent along (session fixation); the one it had is over.
 */
export async function openSession(
  tx: Tx,
  userId: string,
  browser: Browser,
  how: { method: SessionMethod; secondFactor: boolean },
): Promise<Session> {
  if (browser.sessionId !== null && (await endSession(tx, browser.sessionId, null, 'renewed'))) {
    await publishChange(tx, { topic: 'access', key: userId });
  }
  const { address, name } = browser;
  const place = { id: newId(), userId, address, browser: name, maxAgeSeconds: sessionMaxAgeSeconds };
  return insertSession(tx, { ...place, ...how });
}
