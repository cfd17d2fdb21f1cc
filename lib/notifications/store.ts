import type { NotificationChannel } from '../../prisma/generated/client.ts';
import { type Prisma, prisma, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';

export { isUniqueViolation, type Tx, transaction } from '../platform/db.ts';

export type ChannelRow = NotificationChannel;

export interface NewNotification {
  id: string;
  topic: string;
  severity: string;
  title: string;
  text: string;
  html: string | null;
  link: string | null;
  sealedLink: Uint8Array<ArrayBuffer> | null;
  data: Prisma.InputJsonValue;
  dedupeKey: string | null;
  noticePermission: string | null;
  noticeUserIds: string[];
  /** Null for what is not shown in the console. */
  noticeDays: number | null;
}

/** False when the topic has one with this key already; a concurrent one is waited for. */
export async function insertNotification(tx: Tx, row: NewNotification): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO notification (
      id, topic, severity, title, text, html, link, sealed_link, data, dedupe_key,
      notice_permission, notice_user_ids, notice_until)
    VALUES (
      ${row.id}::uuid, ${row.topic}, ${row.severity}, ${row.title}, ${row.text}, ${row.html}, ${row.link}, ${row.sealedLink},
      ${JSON.stringify(row.data)}::jsonb, ${row.dedupeKey},
      ${row.noticePermission}, ${row.noticeUserIds}::uuid[],
      now() + ${row.noticeDays}::float8 * interval '1 day')
    ON CONFLICT (topic, dedupe_key) DO NOTHING`;
  return inserted === 1;
}

export interface NotificationFile {
  name: string;
  mediaType: string;
  content: Uint8Array<ArrayBuffer>;
}

export async function insertFiles(
  tx: Tx,
  notificationId: string,
  files: readonly NotificationFile[],
): Promise<void> {
  await tx.notificationFile.createMany({
    data: files.map((file) => ({ id: newId(), notificationId, ...file })),
  });
}

export interface NewDelivery {
  id: string;
  notificationId: string;
  kind: string;
  channelId: string | null;
  addresses: string[];
}

export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[]): Promise<void> {
  await tx.notificationDelivery.createMany({ data: rows.map((row) => ({ ...row, state: 'waiting' })) });
}

/** Enabled channels that subscribe to the topic, and enabled ones of these ids. */
export async function receivingChannels(
  tx: Tx,
  topic: string | null,
  ids: readonly string[],
): Promise<{ id: string; kind: string }[]> {
  return tx.notificationChannel.findMany({
    where: {
      enabled: true,
      OR: [...(topic === null ? [] : [{ topics: { has: topic } }]), { id: { in: [...ids] } }],
    },
    select: { id: true, kind: true },
    orderBy: { id: 'asc' },
  });
}

export async function allChannels(): Promise<ChannelRow[]> {
  return prisma().notificationChannel.findMany({ orderBy: { name: 'asc' } });
}

export async function insertChannel(
  tx: Tx,
  data: Prisma.NotificationChannelUncheckedCreateInput,
): Promise<ChannelRow> {
  return tx.notificationChannel.create({ data });
}

export async function changeChannel(
  tx: Tx,
  id: string,
  data: Prisma.NotificationChannelUncheckedUpdateInput,
): Promise<ChannelRow> {
  return tx.notificationChannel.update({ where: { id }, data });
}

export async function removeChannel(tx: Tx, id: string): Promise<void> {
  await tx.notificationChannel.delete({ where: { id } });
}

/** The channel as it is until the transaction ends. */
export async function lockChannel(tx: Tx, id: string): Promise<ChannelRow | null> {
  await tx.$queryRaw`SELECT 1 FROM notification_channel WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.notificationChannel.findUnique({ where: { id } });
}
