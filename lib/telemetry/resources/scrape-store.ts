import type { ScrapeTarget } from '../../../prisma/generated/client.ts';
import { type Prisma, pool, prisma, type Tx } from '../../platform/db.ts';

export { isUniqueViolation, type Tx, transaction } from '../../platform/db.ts';

export type TargetRow = ScrapeTarget;

/** More than anybody has; all are shown at once. */
const most = 200;

export async function allTargets(): Promise<TargetRow[]> {
  return prisma().scrapeTarget.findMany({ orderBy: { name: 'asc' }, take: most });
}

export async function targetCount(tx: Tx): Promise<number> {
  return tx.scrapeTarget.count();
}

export async function findTarget(id: string): Promise<TargetRow | null> {
  return prisma().scrapeTarget.findUnique({ where: { id } });
}

export async function lockTarget(tx: Tx, id: string): Promise<TargetRow | null> {
  await tx.$queryRaw`SELECT 1 FROM scrape_target WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.scrapeTarget.findUnique({ where: { id } });
}

export async function insertTarget(
  tx: Tx,
  data: Prisma.ScrapeTargetUncheckedCreateInput,
): Promise<TargetRow> {
  return tx.scrapeTarget.create({ data });
}

export async function changeTarget(
  tx: Tx,
  id: string,
  data: Prisma.ScrapeTargetUncheckedUpdateInput,
): Promise<TargetRow> {
  return tx.scrapeTarget.update({ where: { id }, data });
}

export async function removeTarget(tx: Tx, id: string): Promise<void> {
  await tx.scrapeTarget.delete({ where: { id } });
}

/** Takes the servers that are due; of several workers at once each gets others. One that dies only misses a reading. */
export async function claimTargets(): Promise<TargetRow[]> {
  const taken = await pool().query<{ id: string }>(
    `UPDATE scrape_target SET due_at = now() + make_interval(secs => every_seconds)
     WHERE id IN (SELECT id FROM scrape_target WHERE enabled AND due_at <= now() FOR UPDATE SKIP LOCKED)
     RETURNING id`,
  );
  const ids = taken.rows.map(({ id }) => id);
  return ids.length === 0 ? [] : prisma().scrapeTarget.findMany({ where: { id: { in: ids } } });
}

/** How the last reading went. */
export async function noteReading(id: string, values: number | null, error: string | null): Promise<void> {
  await pool().query(
    'UPDATE scrape_target SET last_at = now(), last_values = $2, last_error = $3 WHERE id = $1',
    [id, values, error],
  );
}

/** Bytes of this installation's database on disk. */
export async function databaseBytes(): Promise<number> {
  const result = await pool().query<{ bytes: number }>(
    'SELECT pg_database_size(current_database())::float8 AS bytes',
  );
  return result.rows[0]?.bytes ?? 0;
}
