import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError } from '../platform/errors.ts';
import { environmentsOf } from '../serving/index.ts';
import { presentNotice } from './present-notice.ts';
import { forgetPublicStatus } from './public-status.ts';
import type { StatusAdmin, StatusSettings } from './schemas.ts';
import { latestNotices, lockSettings, readSettings, transaction, writeSettings } from './status-store.ts';

const shown = 50;

/** What the status page shows, and what the public was told. */
export async function readStatusPage(caller: Caller): Promise<StatusAdmin> {
  assertMay(caller, 'telemetry.read');
  const [settings, notices] = await Promise.all([readSettings(), latestNotices(shown)]);
  return { settings, notices: notices.map(presentNotice) };
}

/** Decides what the public sees, and whether it sees anything. Throws `invalid` for endpoints that do not exist. */
export async function saveStatusPage(caller: Caller, settings: StatusSettings): Promise<StatusAdmin> {
  assertMay(caller, 'telemetry.write');
  const there = await environmentsOf(settings.entries.map(({ endpoint }) => endpoint));
  const at = settings.entries.findIndex(({ endpoint }) => !there.has(endpoint));
  if (at >= 0) {
    const message = `The endpoint "${settings.entries[at]?.endpoint}" does not exist.`;
    throw new AppError('invalid', message, { issues: [{ path: `entries.${at}.endpoint`, message }] });
  }
  await transaction(async (tx) => {
    const before = await lockSettings(tx);
    await writeSettings(tx, settings);
    await recordAudit(tx, caller, {
      action: 'status-page.changed',
      subject: { kind: 'status-page', id: 'status-page', name: settings.title },
      before,
      after: settings,
    });
  });
  forgetPublicStatus();
  return readStatusPage(caller);
}
