import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { newId } from '../platform/ids.ts';
import { assertReachable } from './assert-reachable.ts';
import { keptTarget, sealed } from './kept-target.ts';
import { nameTaken } from './name-taken.ts';
import { auditViewOf, presentChannel } from './present.ts';
import type { ChannelInput, CreatedChannel } from './schemas.ts';
import { insertChannel, transaction } from './store.ts';

/** Adds a channel. The answer is the only place that ever shows the secret its webhooks are signed with. */
export async function createChannel(caller: Caller, input: ChannelInput): Promise<CreatedChannel> {
  assertMay(caller, 'notifications.write');
  assertReachable(input.target);
  const { target, secret } = keptTarget(input.target, null);
  return transaction(async (tx) => {
    const row = await insertChannel(tx, {
      id: newId(),
      ...input,
      target,
      kind: target.kind,
      ...sealed(secret),
    });
    const channel = presentChannel(row);
    await recordAudit(tx, caller, {
      action: 'notification-channel.created',
      subject: { kind: 'notification-channel', id: channel.id, name: channel.name },
      after: auditViewOf(channel),
    });
    // Of other kinds the secret is what was just entered.
    return { ...channel, secret: target.kind === 'webhook' ? (secret ?? null) : null };
  }).catch(nameTaken(input.name));
}
