/** Quotas as they are stored, with the names people know their subjects by. */
import { literally, type Prisma, pool, prisma, type Tx } from '../../platform/db.ts';
import { addedToCounters } from '../ledger/derived-sql.ts';
import type {
  ListQuotasQuery,
  QuotaMeasure,
  QuotaPeriod,
  QuotaSubjectKind,
  SaveQuota,
} from '../quota-schemas.ts';

export { isUniqueViolation, type Tx, transaction } from '../../platform/db.ts';

/** What admission needs of a quota. */
export interface KnownQuota {
  readonly id: string;
  readonly subjectKind: QuotaSubjectKind;
  readonly subjectId: string;
  readonly measure: QuotaMeasure;
  readonly period: QuotaPeriod;
  readonly timeZone: string;
}

export async function enabledQuotas(): Promise<KnownQuota[]> {
  const result = await pool().query<KnownQuota>(
    `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", measure, period, time_zone AS "timeZone"
     FROM quota WHERE enabled ORDER BY id`,
  );
  return result.rows;
}

export interface QuotaRow {
  id: string;
  subject_kind: string;
  subject_id: string;
  subject_name: string;
  measure: string;
  period: string;
  time_zone: string;
  amount: string;
  amount_now: string;
  warn_shares: number[];
  enabled: boolean;
  note: string;
  revision: number;
  created_at: Date;
  updated_at: Date;
}

/** `kind` and `id` are SQL expressions. Ids whose owner is gone stand for themselves. */
export function nameSql(kind: string, id: string): string {
  return `CASE WHEN ${id} = '*' THEN 'Every ' || ${kind} ELSE coalesce(CASE ${kind}
    WHEN 'team' THEN (SELECT name FROM team WHERE id::text = ${id})
    WHEN 'user' THEN (SELECT name FROM "user" WHERE id::text = ${id})
    WHEN 'key' THEN (SELECT name FROM api_key WHERE id::text = ${id}) END, ${id}) END`;
}

const described = `
  SELECT q.*, ${nameSql('q.subject_kind', 'q.subject_id')} AS subject_name, quota_amount(q.id, q.amount) AS amount_now,
    (SELECT max(c.used / greatest(1, quota_amount(q.id, q.amount))::float8) FROM quota_counter c
      WHERE c.quota_id = q.id AND c.period_start <= quota_now() AND c.period_end > quota_now()) AS share
  FROM quota q`;

const columns = `id, subject_kind, subject_id, subject_name, measure, period, time_zone, amount::text, amount_now::text,
  warn_shares, enabled, note, revision, created_at, updated_at`;

const sortColumns = {
  subject: ['subject_kind', 'lower(subject_name)'],
  share: ['coalesce(share, 0)'],
  updatedAt: ['updated_at'],
} as const;

export async function findQuotas(query: ListQuotasQuery): Promise<{ rows: QuotaRow[]; total: number }> {
  const { subjectKind, measure, search, sort, order, page, pageSize } = query;
  const direction = order === 'asc' ? 'ASC' : 'DESC';
  const ordered = sortColumns[sort].map((column) => `${column} ${direction}`).join(', ');
  const result = await pool().query<QuotaRow & { total: string }>(
    `SELECT ${columns}, count(*) OVER () AS total FROM (${described}) AS d
     WHERE ($1::text IS NULL OR subject_kind = $1) AND ($2::text IS NULL OR measure = $2)
       AND (subject_name ILIKE $3 OR note ILIKE $3)
     ORDER BY ${ordered}, id LIMIT $4 OFFSET $5`,
    [subjectKind ?? null, measure ?? null, `%${literally(search)}%`, pageSize, (page - 1) * pageSize],
  );
  const total = Number(result.rows[0]?.total ?? (page === 1 ? 0 : await countQuotas(query)));
  return { rows: result.rows, total };
}

/** For a page beyond the last. */
async function countQuotas(query: ListQuotasQuery): Promise<number> {
  return (await findQuotas({ ...query, page: 1, pageSize: 1 })).total;
}

export async function findQuota(id: string): Promise<QuotaRow | null> {
  const result = await pool().query<QuotaRow>(`SELECT ${columns} FROM (${described}) AS d WHERE id = $1`, [
    id,
  ]);
  return result.rows[0] ?? null;
}

export type StoredQuota = Prisma.QuotaGetPayload<object>;

/** Also keeps others from changing it until the transaction ends. */
export async function lockQuota(tx: Tx, id: string): Promise<StoredQuota | null> {
  await tx.$queryRaw`SELECT 1 FROM quota WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.quota.findUnique({ where: { id } });
}

function toData({ subject, amount, revision: _, ...rest }: SaveQuota) {
  return { ...rest, subjectKind: subject.kind, subjectId: subject.id, amount: BigInt(amount) };
}

export async function insertQuota(tx: Tx, id: string, input: SaveQuota): Promise<void> {
  await tx.quota.create({ data: { ...toData(input), id, countedFrom: new Date() } });
}

export async function replaceQuota(tx: Tx, id: string, input: SaveQuota): Promise<void> {
  await tx.quota.update({ where: { id }, data: { ...toData(input), revision: { increment: 1 } } });
}

export async function removeQuota(tx: Tx, id: string): Promise<void> {
  await tx.quota.delete({ where: { id } });
}

/**
 * Nothing is settled from here to the end of the transaction: whoever writes to the ledger waits. Take it before any other
 * lock that settling takes.
 */
export async function lockLedger(tx: Tx): Promise<void> {
  await tx.$executeRaw`LOCK TABLE usage_entry IN SHARE ROW EXCLUSIVE MODE`;
}

/** Counts the running period anew, from the sums that are written with the ledger. Needs `lockLedger`. */
export async function recountQuota(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM quota_lease WHERE quota_id = ${id}::uuid`;
  await tx.$executeRaw`DELETE FROM quota_alert WHERE quota_id = ${id}::uuid`;
  await tx.$executeRaw`DELETE FROM quota_counter WHERE quota_id = ${id}::uuid`;
  await tx.$executeRaw`
    UPDATE quota SET counted_from = quota_period_start(quota_now(), period, time_zone) WHERE id = ${id}::uuid`;
  await tx.$executeRawUnsafe(
    `INSERT INTO quota_counter (quota_id, subject, period_start, period_end, used)
     SELECT quota_id, subject, period_start, period_end, used FROM (${addedToCounters(recent, '$1::uuid')}) AS added`,
    id,
  );
}

const recent = `(SELECT * FROM usage_quarter WHERE at >= (SELECT counted_from FROM quota WHERE id = $1::uuid)) AS recent`;

export interface NewRaise {
  id: string;
  quotaId: string;
  amount: bigint;
  until: Date;
  reason: string;
  byId: string | null;
  byName: string;
}

export async function insertRaise(tx: Tx, raise: NewRaise): Promise<void> {
  await tx.quotaRaise.create({ data: raise });
}

/** The latest first; those that are over too, up to 20 for each quota. */
export async function raisesOf(quotaIds: readonly string[]) {
  const rows = await prisma().quotaRaise.findMany({
    where: { quotaId: { in: [...quotaIds] } },
    orderBy: { createdAt: 'desc' },
    take: 20 * Math.max(1, quotaIds.length),
  });
  return Map.groupBy(rows, (row) => row.quotaId);
}

/** Whether there is such a team, user, key or endpoint now. */
export async function subjectExists(kind: SaveQuota['subject']['kind'], id: string): Promise<boolean> {
  const tables = {
    team: 'SELECT 1 FROM team WHERE id::text = $1',
    user: 'SELECT 1 FROM "user" WHERE id::text = $1',
    key: 'SELECT 1 FROM api_key WHERE id::text = $1',
    endpoint: 'SELECT 1 FROM endpoint WHERE name = $1',
  };
  return (await pool().query(tables[kind], [id])).rowCount === 1;
}

export async function databaseNow(): Promise<Date> {
  const result = await pool().query<{ now: Date }>('SELECT quota_now() AS now');
  return result.rows[0]?.now ?? new Date();
}
