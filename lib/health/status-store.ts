/** The public status page: its settings and what the public was told. */
import { pool, prisma, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { type NoticeUpdate, type StatusSettings, statusSettingsSchema } from './schemas.ts';

export { type Tx, transaction } from '../platform/db.ts';

const nothingSet: StatusSettings = { enabled: false, title: 'Status', intro: '', entries: [] };

export async function readSettings(): Promise<StatusSettings> {
  const row = await prisma().statusPage.findUnique({ where: { id: 1 } });
  if (row === null) return nothingSet;
  const { enabled, title, intro, entries } = row;
  return statusSettingsSchema.parse({ enabled, title, intro, entries });
}

/** One change of the page at a time; the settings as they are until the transaction ends. */
export async function lockSettings(tx: Tx): Promise<StatusSettings> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('status-page', 0))`;
  const row = await tx.statusPage.findUnique({ where: { id: 1 } });
  if (row === null) return nothingSet;
  const { enabled, title, intro, entries } = row;
  return statusSettingsSchema.parse({ enabled, title, intro, entries });
}

export async function writeSettings(tx: Tx, settings: StatusSettings): Promise<void> {
  await tx.statusPage.upsert({ where: { id: 1 }, create: { id: 1, ...settings }, update: settings });
}

const withUpdates = { updates: { orderBy: { at: 'desc' } } } as const;

export async function latestNotices(limit: number) {
  return prisma().statusNotice.findMany({
    orderBy: { startedAt: 'desc' },
    take: limit,
    include: withUpdates,
  });
}

/** Those that go on, and those that were resolved since. */
export async function noticesSince(resolvedAfter: Date, limit: number) {
  return prisma().statusNotice.findMany({
    where: { OR: [{ resolvedAt: null }, { resolvedAt: { gt: resolvedAfter } }] },
    orderBy: { startedAt: 'desc' },
    take: limit,
    include: withUpdates,
  });
}

export async function insertNotice(tx: Tx, title: string): Promise<string> {
  const { id } = await tx.statusNotice.create({ data: { id: newId(), title, startedAt: new Date() } });
  return id;
}

export async function lockNotice(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM status_notice WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.statusNotice.findUnique({ where: { id }, include: withUpdates });
}

/** An update that says "resolved" ends the incident; any other one opens it again. */
export async function insertUpdate(tx: Tx, noticeId: string, { stage, text }: NoticeUpdate) {
  const at = new Date();
  await tx.statusUpdate.create({ data: { id: newId(), noticeId, stage, text, at } });
  return tx.statusNotice.update({
    where: { id: noticeId },
    data: { resolvedAt: stage === 'resolved' ? at : null },
    include: withUpdates,
  });
}

export async function removeNotice(tx: Tx, id: string): Promise<void> {
  await tx.statusNotice.delete({ where: { id } });
}

export interface EndpointRuns {
  endpoint: string;
  /** Days in UTC, as `2026-05-01`. */
  day: string;
  passed: number;
  failed: number;
}

/** Runs of the questions asked of each endpoint, by day, the last `days` of them. */
export async function runsByDay(endpoints: readonly string[], days: number): Promise<EndpointRuns[]> {
  const result = await pool().query<EndpointRuns>(
    `SELECT c.subject AS endpoint, to_char(q.quarter AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
       sum(q.passed)::int AS passed, sum(q.failed)::int AS failed
     FROM health_check c JOIN health_quarter q ON q.check_id = c.id
     WHERE c.kind = 'question' AND c.deleted_at IS NULL AND c.subject = ANY($1::text[])
       AND q.quarter >= (((now() AT TIME ZONE 'UTC')::date - $2::int + 1)::timestamp AT TIME ZONE 'UTC')
     GROUP BY 1, 2`,
    [endpoints, days],
  );
  return result.rows;
}
