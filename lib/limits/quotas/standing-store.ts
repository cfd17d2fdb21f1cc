/** How far quotas are used, and which shares of them were crossed. */
import { pool, type Tx } from '../../platform/db.ts';
import { nameSql } from './quota-store.ts';

export interface StandingRow {
  quota_id: string;
  subject: string;
  subject_name: string;
  amount: string;
  used: string;
  held: string;
  period_start: Date;
  period_end: Date;
  warned: number | null;
}

const standing = `
  SELECT q.id AS quota_id, s.subject, ${nameSql('q.subject_kind', 's.subject')} AS subject_name,
    quota_amount(q.id, q.amount) AS amount, coalesce(c.used, 0) AS used, p.period_start, p.period_end,
    coalesce((SELECT sum(l.amount) FROM quota_lease l WHERE l.quota_id = q.id AND l.subject = s.subject
      AND l.period_start = p.period_start AND l.expires_at > quota_now()), 0) AS held,
    (SELECT max(a.share) FROM quota_alert a WHERE a.quota_id = q.id AND a.subject = s.subject
      AND a.period_start = p.period_start) AS warned
  FROM quota q
  CROSS JOIN LATERAL (SELECT quota_period_start(quota_now(), q.period, q.time_zone) AS period_start,
    quota_period_end(quota_now(), q.period, q.time_zone) AS period_end) AS p`;

const columns = `quota_id, subject, subject_name, amount::text, used::text, held::text, period_start, period_end, warned`;

/** In the running period; the fullest first, at most `limit` for each quota. A quota for one subject has its own always. */
export async function standingsOf(quotaIds: readonly string[], limit: number): Promise<StandingRow[]> {
  const result = await pool().query<StandingRow>(
    `SELECT ${columns} FROM (
       SELECT *, row_number() OVER (PARTITION BY quota_id ORDER BY used DESC, subject) AS place FROM (
         ${standing}
         CROSS JOIN LATERAL (
           SELECT q.subject_id AS subject WHERE q.subject_id <> '*'
           UNION ALL
           (SELECT k.subject FROM quota_counter k WHERE q.subject_id = '*' AND k.quota_id = q.id
             AND k.period_start = p.period_start ORDER BY k.used DESC LIMIT $2)
         ) AS s
         LEFT JOIN quota_counter c ON c.quota_id = q.id AND c.subject = s.subject AND c.period_start = p.period_start
         WHERE q.id = ANY($1::uuid[])
       ) AS every) AS placed
     WHERE place <= $2 ORDER BY quota_id, place`,
    [quotaIds, limit],
  );
  return result.rows;
}

/** Of these subjects alone; also where nothing was used yet. */
export async function standingsFor(
  pairs: readonly { quotaId: string; subject: string }[],
): Promise<StandingRow[]> {
  const result = await pool().query<StandingRow>(
    `SELECT ${columns} FROM (
       ${standing}
       JOIN unnest($1::uuid[], $2::text[]) AS s (quota_id, subject) ON s.quota_id = q.id
       LEFT JOIN quota_counter c ON c.quota_id = q.id AND c.subject = s.subject AND c.period_start = p.period_start
     ) AS every`,
    [pairs.map((pair) => pair.quotaId), pairs.map((pair) => pair.subject)],
  );
  return result.rows;
}

export interface AlertRow {
  id: string;
  quota_id: string;
  subject_kind: string;
  subject: string;
  subject_name: string;
  measure: string;
  period: string;
  time_zone: string;
  share: number;
  used: string;
  amount: string;
  period_start: Date;
  period_end: Date;
  at: Date;
}

const alertColumns = `a.id, a.quota_id, q.subject_kind, a.subject, ${nameSql('q.subject_kind', 'a.subject')} AS subject_name,
  q.measure, q.period, q.time_zone, a.share, a.used::text, a.amount::text, a.period_start, a.period_end, a.at`;

/** Of periods that still run, the latest first. */
export async function currentAlerts(limit: number): Promise<AlertRow[]> {
  const result = await pool().query<AlertRow>(
    `SELECT ${alertColumns} FROM quota_alert a JOIN quota q ON q.id = a.quota_id
     WHERE a.period_start <= quota_now() AND a.period_end > quota_now() ORDER BY a.at DESC, a.share DESC LIMIT $1`,
    [limit],
  );
  return result.rows;
}

/** Locked for the transaction; another worker takes the others. */
export function untoldAlerts(tx: Tx, limit: number): Promise<AlertRow[]> {
  return tx.$queryRawUnsafe<AlertRow[]>(
    `SELECT ${alertColumns} FROM quota_alert a JOIN quota q ON q.id = a.quota_id
     WHERE a.told_at IS NULL ORDER BY a.at LIMIT $1 FOR UPDATE OF a SKIP LOCKED`,
    limit,
  );
}

export async function markTold(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`UPDATE quota_alert SET told_at = now() WHERE id = ANY(${[...ids]}::uuid[])`;
}
