/** Slices of quotas that server processes hold. All times are the database's. */
import { pgTransaction, pool, transaction } from '../../platform/db.ts';
import { publishChange } from '../../platform/events.ts';

export interface Grant {
  /** Null when there was too little left. */
  slice: {
    id: string;
    amount: bigint;
    /** A raise that is part of the amount may end before the period does. Milliseconds since the epoch. */
    validUntil: number;
  } | null;
  /** Not settled, and held by nobody. */
  left: bigint;
  /** Held by processes that live, this one's included. */
  held: bigint;
  amount: bigint;
  periodStart: number;
  periodEnd: number;
  now: number;
  subjectName: string | null;
}

export interface SliceRequest {
  quotaId: string;
  subject: string;
  processId: string;
  /** What it must be at least. */
  need: bigint;
  /** What it may be, should so much be left; one part in `shares` of what is left is added to it. */
  wish: bigint;
  shares: number;
  ttlSeconds: number;
}

interface CounterRow {
  period_start: Date;
  period_end: Date;
  now: Date;
}

interface StandingRow {
  amount: string;
  held: string;
  left: string;
  granted: string | null;
  id: string | null;
  raise_end: Date | null;
  subject_name: string | null;
}

// The row is locked by writing it, so that slices of one subject are cut one after the other. The quota is locked before it,
// as a change of it does.
const lockCounterSql = `
  INSERT INTO quota_counter AS c (quota_id, subject, period_start, period_end)
  SELECT id, $2, quota_period_start(quota_now(), period, time_zone), quota_period_end(quota_now(), period, time_zone)
  FROM (SELECT * FROM quota WHERE id = $1 AND enabled FOR KEY SHARE) AS q
  ON CONFLICT (quota_id, subject, period_start) DO UPDATE SET used = c.used
  RETURNING period_start, period_end, quota_now() AS now`;

const grantSql = `
  WITH standing AS (
    SELECT quota_amount(q.id, q.amount) AS amount, c.used,
      coalesce((SELECT sum(l.amount) FROM quota_lease l WHERE l.quota_id = q.id AND l.subject = $2
        AND l.period_start = $3 AND l.expires_at > quota_now()), 0)::bigint AS held,
      (SELECT min(r.until) FROM quota_raise r WHERE r.quota_id = q.id AND r.until > quota_now()) AS raise_end,
      CASE q.subject_kind WHEN 'team' THEN (SELECT name FROM team WHERE id::text = $2)
        WHEN 'key' THEN (SELECT name FROM api_key WHERE id::text = $2) END AS subject_name
    FROM quota q JOIN quota_counter c ON c.quota_id = q.id AND c.subject = $2 AND c.period_start = $3
    WHERE q.id = $1
  ), facts AS (
    SELECT *, greatest(0, amount - used - held) AS left FROM standing
  ), slice AS (
    INSERT INTO quota_lease (id, quota_id, subject, period_start, process_id, amount, expires_at)
    SELECT gen_random_uuid(), $1, $2, $3, $4, least("left", $6::bigint + "left" / $7::bigint),
      quota_now() + make_interval(secs => $8)
    FROM facts WHERE "left" >= $5::bigint
    RETURNING id, amount
  )
  SELECT facts.amount::text, held::text, "left"::text, raise_end, subject_name, slice.id, slice.amount::text AS granted
  FROM facts LEFT JOIN slice ON true`;

/** Null when there is no such quota any more, or it is switched off. */
export function acquireSlice(request: SliceRequest): Promise<Grant | null> {
  const { quotaId, subject, processId, need, wish, shares, ttlSeconds } = request;
  return pgTransaction(async (client) => {
    const locked = await client.query<CounterRow>({
      name: 'lock-quota-counter',
      text: lockCounterSql,
      values: [quotaId, subject],
    });
    const counter = locked.rows[0];
    if (counter === undefined) return null;
    const result = await client.query<StandingRow>({
      name: 'grant-quota-slice',
      text: grantSql,
      values: [
        quotaId,
        subject,
        counter.period_start,
        processId,
        need.toString(),
        wish.toString(),
        shares,
        ttlSeconds,
      ],
    });
    const row = result.rows[0];
    return row === undefined ? null : toGrant(counter, row);
  });
}

function toGrant(counter: CounterRow, row: StandingRow): Grant {
  const periodEnd = counter.period_end.getTime();
  const validUntil = Math.min(periodEnd, row.raise_end?.getTime() ?? periodEnd);
  return {
    slice:
      row.id === null || row.granted === null
        ? null
        : { id: row.id, amount: BigInt(row.granted), validUntil },
    left: BigInt(row.left),
    held: BigInt(row.held),
    amount: BigInt(row.amount),
    periodStart: counter.period_start.getTime(),
    periodEnd,
    now: counter.now.getTime(),
    subjectName: row.subject_name,
  };
}

/** A slice that has nothing left goes away. */
export async function giveBackSlices(parts: readonly { leaseId: string; amount: bigint }[]): Promise<void> {
  for (const { leaseId, amount } of parts) {
    await pool().query({
      name: 'give-back-quota-slice',
      text: 'UPDATE quota_lease SET amount = greatest(0, amount - $2::bigint) WHERE id = $1',
      values: [leaseId, amount.toString()],
    });
  }
}

/** Without waiting for those that are being settled: their turn comes again before they expire. */
export async function renewSlices(
  ids: readonly string[],
  ttlSeconds: number,
): Promise<{ renewed: Set<string>; now: number } | null> {
  const result = await pool().query<{ id: string; now: Date }>(
    `WITH free AS (SELECT id FROM quota_lease WHERE id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED)
     UPDATE quota_lease l SET expires_at = quota_now() + make_interval(secs => $2)
     FROM free WHERE l.id = free.id AND l.expires_at > quota_now() RETURNING l.id, quota_now() AS now`,
    [ids, ttlSeconds],
  );
  const now = result.rows[0]?.now.getTime();
  return now === undefined ? null : { renewed: new Set(result.rows.map((row) => row.id)), now };
}

export async function dropSlices(ids: readonly string[]): Promise<void> {
  await pool().query('DELETE FROM quota_lease WHERE id = ANY($1::uuid[])', [ids]);
}

/** Slices of processes that died. */
export async function dropExpiredSlices(): Promise<void> {
  await pool().query(`DELETE FROM quota_lease WHERE expires_at < quota_now() - interval '5 minutes'`);
}

/** Once for each quota, subject and period: the amount refused somebody. */
export async function insertHardStop(quotaId: string, subject: string, periodStart: Date): Promise<void> {
  await pool().query(
    `INSERT INTO quota_alert (id, quota_id, subject, period_start, period_end, share, used, amount, at)
     SELECT gen_random_uuid(), q.id, c.subject, c.period_start, c.period_end, 100, c.used, quota_amount(q.id, q.amount), quota_now()
     FROM quota_counter c JOIN quota q ON q.id = c.quota_id
     WHERE c.quota_id = $1 AND c.subject = $2 AND c.period_start = $3
     ON CONFLICT (quota_id, subject, period_start, share) DO NOTHING`,
    [quotaId, subject, periodStart],
  );
}

/** Asks every process to give back what it holds of the quota and does not need. */
export function announceRecall(quotaId: string): Promise<void> {
  return transaction((tx) => publishChange(tx, { topic: 'limits', key: `recall:${quotaId}` }));
}
