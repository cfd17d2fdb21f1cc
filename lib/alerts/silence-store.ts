import type { AlertSilence } from '../../prisma/generated/client.ts';
import { endpointCondition, type Reach } from '../access/index.ts';
import { Conditions } from '../platform/conditions.ts';
import { type Db, pool, prisma, type Tx } from '../platform/db.ts';
import type { ListSilencesQuery, SilenceMatchers } from './silence-schemas.ts';

export { prisma, type Tx, transaction } from '../platform/db.ts';
export type SilenceRow = AlertSilence;

export interface NewSilence {
  id: string;
  endpoint: string | null;
  matchers: SilenceMatchers;
  startsAt: Date;
  endsAt: Date;
  comment: string;
  by: { id: string | null; name: string };
}

export async function insertSilence(tx: Tx, { endpoint, by, ...silence }: NewSilence): Promise<SilenceRow> {
  return tx.alertSilence.create({
    data: { ...silence, endpointName: endpoint, createdById: by.id, createdByName: by.name },
  });
}

export async function findSilence(db: Db, id: string): Promise<SilenceRow | null> {
  return db.alertSilence.findUnique({ where: { id } });
}

/** Ends it now; one that has not begun never does. */
export async function endSilenceNow(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE alert_silence SET ends_at = least(ends_at, now()), starts_at = least(starts_at, now())
     WHERE id = ${id}::uuid`;
}

/** Those that are or will be in force, or those that are over; the newest first. */
export async function findSilences(
  query: ListSilencesQuery,
  reach: Reach | null,
): Promise<{ rows: SilenceRow[]; total: number }> {
  const where = new Conditions();
  where.parts.push(endpointCondition(reach, 'endpoint_name', (value) => where.bind(value)));
  where.parts.push(query.state === 'current' ? 'ends_at > now()' : 'ends_at <= now()');
  const page = `LIMIT ${where.bind(query.pageSize)} OFFSET ${where.bind((query.page - 1) * query.pageSize)}`;
  const { rows } = await pool().query<{ id: string; total: number }>(
    `SELECT id, count(*) OVER ()::int AS total FROM alert_silence WHERE ${where.sql}
      ORDER BY ends_at DESC, id ${page}`,
    where.values,
  );
  const ids = rows.map(({ id }) => id);
  const found = await prisma().alertSilence.findMany({ where: { id: { in: ids } } });
  const byId = new Map(found.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: rows[0]?.total ?? 0 };
}
