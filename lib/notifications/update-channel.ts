import { assertMay, type Caller } from '../access/index.ts';
import { recordAudit } from '../audit/index.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { assertReachable } from './assert-reachable.ts';
import { keptTarget, sealed } from './kept-target.ts';
import { nameTaken } from './name-taken.ts';
import { auditViewOf, presentChannel } from './present.ts';
import type { Channel, ChannelInput } from './schemas.ts';
import { changeChannel, lockChannel, transaction } from './store.ts';

/** Changes a channel; its kind and its secret stay. Throws `conflict` when somebody else changed it since `readAt`. */
export async function updateChannel(
  caller: Caller,
  id: string,
  input: ChannelInput,
  readAt: string | null,
): Promise<Channel> {
  assertMay(caller, 'notifications.write');
  assertReachable(input.target);
  return transaction(async (tx) => {
    const row = await lockChannel(tx, id);
    if (row === null) throw notFound('This channel');
    const before = presentChannel(row);
    assertUnchanged(before, readAt);
    assertSameKind(before, input);
    const { target, secret } = keptTarget(input.target, before.target);
    const channel = presentChannel(await changeChannel(tx, id, { ...input, target, ...sealed(secret) }));
    await recordAudit(tx, caller, {
      action: 'notification-channel.updated',
      subject: { kind: 'notification-channel', id, name: channel.name },
      before: auditViewOf(before),
      after: auditViewOf(channel),
    });
    return channel;
  }).catch(nameTaken(input.name));
}

function assertUnchanged({ name, updatedAt }: Channel, readAt: string | null): void {
  if (readAt === null || readAt.trim().replaceAll('"', '') === updatedAt) return;
  throw new AppError(
    'conflict',
    `The channel "${name}" was changed by somebody else since you opened it. Reload to see the change, then make yours again.`,
    { reason: 'changed_since' },
  );
}

function assertSameKind({ target }: Channel, input: ChannelInput): void {
  if (target.kind === input.target.kind) return;
  throw new AppError('invalid', 'The kind of a channel cannot be changed. Add another channel.', {
    issues: [{ path: 'target.kind', message: 'The kind cannot be changed.' }],
  });
}
