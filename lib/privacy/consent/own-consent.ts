import { type Caller, userIdOf } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { OwnConsent } from '../schemas.ts';
import { currentText, giveConsentTo, givenAt } from './consent-store.ts';

function personOf(caller: Caller): string {
  const id = caller.kind === 'user' ? userIdOf(caller) : null;
  if (id !== null) return id;
  throw new AppError('forbidden', 'Only a signed-in person gives consent.', { reason: 'session_required' });
}

/** What the caller is asked to agree to, and whether they did. */
export async function ownConsent(caller: Caller): Promise<OwnConsent> {
  const userId = personOf(caller);
  const row = await currentText();
  if (row === null || row.text === '') {
    return { version: row?.version ?? 0, text: '', required: false, givenAt: null };
  }
  const given = await givenAt(userId, row.version);
  return { version: row.version, text: row.text, required: true, givenAt: given?.toISOString() ?? null };
}

/** Records that the caller agrees to a version. Throws `conflict` when another one is in force: read that first. */
export async function giveConsent(caller: Caller, version: number): Promise<OwnConsent> {
  if (!(await giveConsentTo(personOf(caller), version))) {
    throw new AppError('conflict', 'The text has changed meanwhile. Read the new one first.', {
      reason: 'consent_outdated',
    });
  }
  return ownConsent(caller);
}

/** Before a chat. Programs are not asked: who runs them answers for it. Throws `forbidden` (reason `consent_required`). */
export async function assertConsent(caller: Caller): Promise<void> {
  if (caller.kind !== 'user') return;
  const { required, givenAt: given } = await ownConsent(caller);
  if (!required || given !== null) return;
  throw new AppError('forbidden', 'Read and accept the terms of the chat first; the chat shows them.', {
    reason: 'consent_required',
  });
}
