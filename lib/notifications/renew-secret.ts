import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { seal } from '../platform/crypto.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { presentChannel } from './present.ts';
import type { CreatedChannel } from './schemas.ts';
import { changeChannel, lockChannel, transaction } from './store.ts';
import { newWebhookSecret } from './webhook-signature.ts';

/** Gives a webhook a new secret, from its next delivery on; the answer alone shows it. */
export async function renewSecret(caller: Caller, id: string): Promise<CreatedChannel> {
  assertMay(caller, 'notifications.write');
  return transaction(async (tx) => {
    const row = await lockChannel(tx, id);
    if (row === null) throw notFound('This channel');
    if (row.kind !== 'webhook') throw new AppError('invalid', 'Only webhooks are signed.');
    const secret = newWebhookSecret();
    const channel = presentChannel(
      await changeChannel(tx, id, { sealedSecret: seal('notification', secret) }),
    );
    await recordAudit(tx, caller, {
      action: 'notification-channel.secret-renewed',
      subject: { kind: 'notification-channel', id, name: channel.name },
    });
    return { ...channel, secret };
  });
}
