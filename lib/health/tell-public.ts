import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { presentNotice } from './present-notice.ts';
import { forgetPublicStatus } from './public-status.ts';
import type { Notice, NoticeInput, NoticeUpdate } from './schemas.ts';
import { insertNotice, insertUpdate, lockNotice, removeNotice, transaction } from './status-store.ts';

/** Tells the public of an incident. */
export async function openNotice(caller: Caller, { title, ...first }: NoticeInput): Promise<Notice> {
  assertMay(caller, 'telemetry.write');
  const notice = await transaction(async (tx) => {
    const id = await insertNotice(tx, title);
    const row = await insertUpdate(tx, id, first);
    await recordAudit(tx, caller, {
      action: 'status-page.incident-told',
      subject: { kind: 'status-incident', id, name: title },
      after: first,
    });
    return presentNotice(row);
  });
  forgetPublicStatus();
  return notice;
}

/** Tells how an incident goes on; "resolved" ends it. Throws `not_found`. */
export async function updateNotice(caller: Caller, id: string, update: NoticeUpdate): Promise<Notice> {
  assertMay(caller, 'telemetry.write');
  const notice = await transaction(async (tx) => {
    const before = await lockNotice(tx, id);
    if (before === null) throw notFound('This incident');
    const row = await insertUpdate(tx, id, update);
    await recordAudit(tx, caller, {
      action: 'status-page.incident-updated',
      subject: { kind: 'status-incident', id, name: before.title },
      after: update,
    });
    return presentNotice(row);
  });
  forgetPublicStatus();
  return notice;
}

/** Takes back what was told by mistake. Throws `not_found`. */
export async function deleteNotice(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'telemetry.write');
  await transaction(async (tx) => {
    const before = await lockNotice(tx, id);
    if (before === null) throw notFound('This incident');
    await removeNotice(tx, id);
    const { title, updates } = presentNotice(before);
    await recordAudit(tx, caller, {
      action: 'status-page.incident-deleted',
      subject: { kind: 'status-incident', id, name: title },
      before: { title, updates },
    });
  });
  forgetPublicStatus();
}
