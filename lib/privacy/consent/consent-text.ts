import { assertMay, type Caller } from '../../access/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { transaction } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';
import type { ConsentText } from '../schemas.ts';
import { addText, countGiven, currentText } from './consent-store.ts';

/** The text in force, and how many agreed to it. */
export async function consentText(caller: Caller): Promise<ConsentText> {
  assertMay(caller, 'settings.read');
  const row = await currentText();
  if (row === null) return { version: 0, text: '', createdAt: null, given: 0 };
  return { ...row, createdAt: row.createdAt.toISOString(), given: await countGiven(row.version) };
}

/** Puts a text in force as a new version, so that everybody is asked again; an empty one asks nobody. */
export async function setConsentText(caller: Caller, text: string): Promise<ConsentText> {
  assertMay(caller, 'settings.write');
  await transaction(async (tx) => {
    const { before, version } = await addText(tx, text);
    if (before?.version === version) return;
    await recordAudit(tx, caller, {
      action: 'consent-text.changed',
      subject: { kind: 'consent-text', id: String(version), name: `version ${version}` },
      ...(before !== null && { before: { version: before.version } }),
      after: { version, asks: text !== '' },
    });
    await publishChange(tx, { topic: 'privacy', key: 'consent' });
  });
  return consentText(caller);
}
