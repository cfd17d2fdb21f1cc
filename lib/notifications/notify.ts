import type { z } from 'zod';
import { enqueueAll } from '../jobs/index.ts';
import { seal } from '../platform/crypto.ts';
import { newId } from '../platform/ids.ts';
import { deliverNotificationJob } from './jobs.ts';
import { type NotificationInput, notificationSchema } from './schemas.ts';
import {
  insertDeliveries,
  insertFiles,
  insertNotification,
  type NewDelivery,
  receivingChannels,
  type Tx,
} from './store.ts';

type Parsed = z.output<typeof notificationSchema>;

/**
 * Tells whoever is to know, as part of the change's own transaction: nothing is sent when it rolls back. Each receiver gets
 * a delivery of its own, made at least once, in the background.
 * Returns the notification's id, or null when one with the same topic and `dedupeKey` was told before.
 */
export async function notify(tx: Tx, input: NotificationInput): Promise<string | null> {
  const notification = notificationSchema.parse(input);
  if (notification.secretLink !== undefined) assertForPeopleAlone(notification);
  const id = newId();
  if (!(await insertNotification(tx, rowOf(id, notification)))) return null;
  if (notification.files.length > 0) await insertFiles(tx, id, notification.files);
  const deliveries = await deliveriesOf(tx, id, notification);
  await insertDeliveries(tx, deliveries);
  await enqueueAll(
    tx,
    deliverNotificationJob,
    // One receiver that hangs holds up its own deliveries and no others.
    deliveries.map((delivery) => ({
      data: { deliveryId: delivery.id },
      group: delivery.channelId ?? delivery.addresses[0],
    })),
  );
  return id;
}

function assertForPeopleAlone({ to }: Parsed): void {
  if (to.subscribers || to.channels.length > 0) {
    throw new Error('A secret link goes to e-mail addresses alone: set to.subscribers to false.');
  }
}

function rowOf(id: string, { secretLink, notice, to: _to, files: _files, ...notification }: Parsed) {
  return {
    ...notification,
    id,
    html: notification.html ?? null,
    link: notification.link ?? null,
    dedupeKey: notification.dedupeKey ?? null,
    sealedLink: secretLink === undefined ? null : seal('notification', secretLink),
    noticePermission: notice?.permission ?? null,
    noticeUserIds: notice?.userIds ?? [],
    noticeDays: notice?.days ?? null,
  };
}

async function deliveriesOf(tx: Tx, notificationId: string, { topic, to }: Parsed): Promise<NewDelivery[]> {
  const channels = await receivingChannels(tx, to.subscribers ? topic : null, to.channels);
  const toChannels = channels.map(({ id, kind }) => ({ kind, channelId: id, addresses: [] }));
  const toPeople = [...new Set(to.emails)].map((email) => ({
    kind: 'email',
    channelId: null,
    addresses: [email],
  }));
  return [...toChannels, ...toPeople].map((receiver) => ({ ...receiver, id: newId(), notificationId }));
}
