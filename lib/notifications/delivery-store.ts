/** Deliveries in the database. Leases are counted by its clock, the one that all workers share. */
import { type Prisma, pool, prisma, type Tx } from '../platform/db.ts';
import type { ListDeliveriesQuery } from './schemas.ts';

export { transaction } from '../platform/db.ts';

/** Longer than any attempt may take: whoever holds it past that has died. */
const leaseSeconds = 60;

const parts = {
  notification: {
    select: {
      id: true,
      topic: true,
      severity: true,
      title: true,
      text: true,
      html: true,
      link: true,
      sealedLink: true,
      data: true,
      createdAt: true,
      files: { select: { name: true, mediaType: true, content: true } },
    },
  },
  channel: true,
} as const;

export type ClaimedDelivery = Prisma.NotificationDeliveryGetPayload<{ include: typeof parts }>;
export type DeliveryRow = Prisma.NotificationDeliveryGetPayload<{
  include: { notification: { select: { topic: true; severity: true; title: true } }; channel: true };
}>;

/** Takes a delivery in hand and counts the attempt before it is made; null when it is done, gone or in other hands. */
export async function claimDelivery(id: string): Promise<ClaimedDelivery | null> {
  const claimed = await pool().query(
    `UPDATE notification_delivery
        SET state = 'sending', attempts = attempts + 1, lease_until = now() + $2 * interval '1 second'
      WHERE id = $1 AND (state = 'waiting' OR (state = 'sending' AND lease_until < now()))`,
    [id, leaseSeconds],
  );
  if (claimed.rowCount === 0) return null;
  return prisma().notificationDelivery.findUnique({ where: { id }, include: parts });
}

export async function waitingDeliveries(notificationId: string): Promise<string[]> {
  const rows = await prisma().notificationDelivery.findMany({
    where: { notificationId, state: 'waiting' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

export async function isInHand(id: string): Promise<boolean> {
  const row = await prisma().notificationDelivery.findUnique({ where: { id }, select: { state: true } });
  return row?.state === 'sending';
}

/** Forgets a secret link once nobody else is to get it. */
export async function noteDelivered(id: string, remark: string | null): Promise<void> {
  await pool().query(
    `WITH done AS (
       UPDATE notification_delivery
          SET state = 'delivered', delivered_at = now(), last_error = $2, lease_until = NULL
        WHERE id = $1 RETURNING notification_id)
     UPDATE notification SET sealed_link = NULL
      WHERE id = (SELECT notification_id FROM done) AND sealed_link IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM notification_delivery
           WHERE notification_id = notification.id AND id <> $1 AND state <> 'delivered')`,
    [id, remark],
  );
}

export async function noteFailure(id: string, error: string, final: boolean): Promise<void> {
  await pool().query(
    `UPDATE notification_delivery SET state = $3, last_error = $2, lease_until = now() WHERE id = $1`,
    [id, error, final ? 'failed' : 'waiting'],
  );
}

/** Puts a delivery that ended, well or not, back to the start. Null when there is none that ended. */
export async function restartDelivery(tx: Tx, id: string): Promise<DeliveryRow | null> {
  const { count } = await tx.notificationDelivery.updateMany({
    where: { id, state: { in: ['failed', 'delivered'] } },
    data: { state: 'waiting', lastError: null, deliveredAt: null },
  });
  return count === 0 ? null : tx.notificationDelivery.findUnique({ where: { id }, include: listed });
}

const listed = {
  notification: { select: { topic: true, severity: true, title: true } },
  channel: true,
} as const;

/** Newest first. */
export async function findDeliveries(
  query: ListDeliveriesQuery,
): Promise<{ rows: DeliveryRow[]; total: number }> {
  const where: Prisma.NotificationDeliveryWhereInput = {
    ...(query.channelId !== undefined && { channelId: query.channelId }),
    ...(query.state !== undefined && { state: query.state }),
  };
  const [rows, total] = await Promise.all([
    prisma().notificationDelivery.findMany({
      where,
      include: listed,
      orderBy: { id: 'desc' },
      skip: (query.page - 1) * query.pageSize,
      take: query.pageSize,
    }),
    prisma().notificationDelivery.count({ where }),
  ]);
  return { rows, total };
}

/**
 * Ends deliveries without a job: their senders died on every try (the longest pause between two is four hours), or no
 * worker ran for as long as the queue keeps a job (two weeks).
 */
export async function endOrphans(): Promise<void> {
  await pool().query(
    `UPDATE notification_delivery
        SET state = 'failed', last_error = 'The process that was to send it stopped. Send it again.'
      WHERE (state = 'sending' AND lease_until < now() - interval '5 hours')
         OR (state = 'waiting' AND greatest(created_at, lease_until) < now() - interval '15 days')`,
  );
}

const keptDays = 90;

export async function purgeNotifications(): Promise<void> {
  await pool().query(
    `DELETE FROM notification
      WHERE created_at < now() - $1 * interval '1 day' AND (notice_until IS NULL OR notice_until < now())`,
    [keptDays],
  );
}
