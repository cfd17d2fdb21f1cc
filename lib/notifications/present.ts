import type { DeliveryRow } from './delivery-store.ts';
import { type Channel, type ChannelTarget, channelSchema, type Delivery, deliverySchema } from './schemas.ts';
import type { ChannelRow } from './store.ts';

export function presentChannel({
  id,
  name,
  target,
  topics,
  enabled,
  createdAt,
  updatedAt,
}: ChannelRow): Channel {
  return channelSchema.parse({
    id,
    name,
    target,
    topics,
    enabled,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}

/** What the audit trail keeps: the path of a web address may be a secret of its receiver's. */
export function auditViewOf({ name, target, topics, enabled }: Channel) {
  return { name, target: withoutPath(target), topics, enabled };
}

function withoutPath(target: ChannelTarget) {
  return target.kind === 'webhook' ? { kind: target.kind, origin: new URL(target.url).origin } : target;
}

export function presentDelivery({ notification, channel, ...row }: DeliveryRow): Delivery {
  return deliverySchema.parse({
    ...row,
    ...notification,
    channel: channel === null ? null : { id: channel.id, name: channel.name },
    createdAt: row.createdAt.toISOString(),
    deliveredAt: row.deliveredAt?.toISOString() ?? null,
  });
}
