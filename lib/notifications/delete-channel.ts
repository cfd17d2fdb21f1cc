import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { notFound } from '../platform/errors.ts';
import { auditViewOf, presentChannel } from './present.ts';
import { lockChannel, removeChannel, transaction } from './store.ts';

/** Removes a channel with the list of what was sent to it; what waits to be sent there is not sent. */
export async function deleteChannel(caller: Caller, id: string): Promise<void> {
  assertMay(caller, 'notifications.write');
  await transaction(async (tx) => {
    const row = await lockChannel(tx, id);
    if (row === null) throw notFound('This channel');
    const channel = presentChannel(row);
    await removeChannel(tx, id);
    await recordAudit(tx, caller, {
      action: 'notification-channel.deleted',
      subject: { kind: 'notification-channel', id, name: channel.name },
      before: auditViewOf(channel),
    });
  });
}
