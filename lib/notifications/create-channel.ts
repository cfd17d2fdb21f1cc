import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { seal } from '../platform/crypto.ts';
import { newId } from '../platform/ids.ts';
import { assertReachable } from './assert-reachable.ts';
import { nameTaken } from './name-taken.ts';
import { auditViewOf, presentChannel } from './present.ts';
import type { ChannelInput, CreatedChannel } from './schemas.ts';
import { insertChannel, transaction } from './store.ts';
import { newWebhookSecret } from './webhook-signature.ts';

/** Adds a channel. The answer is the only place that ever shows the secret its webhooks are signed with. */
export async function createChannel(caller: Caller, input: ChannelInput): Promise<CreatedChannel> {
  assertMay(caller, 'notifications.write');
  assertReachable(input.target);
  const secret = input.target.kind === 'webhook' ? newWebhookSecret() : null;
  return transaction(async (tx) => {
    const row = await insertChannel(tx, {
      id: newId(),
      ...input,
      kind: input.target.kind,
      sealedSecret: secret === null ? null : seal('notification', secret),
    });
    const channel = presentChannel(row);
    await recordAudit(tx, caller, {
      action: 'notification-channel.created',
      subject: { kind: 'notification-channel', id: channel.id, name: channel.name },
      after: auditViewOf(channel),
    });
    return { ...channel, secret };
  }).catch(nameTaken(input.name));
}
