/**
 * Levels of gauges: what each had in every hour and day (UTC) that is over. Of a time before `rolledUntil`, the levels say exactly
 * what the single values say, at every commit: whoever writes a value holds the lock, shared, to write behind that moment; and
 * alone to write before it or to move it, bringing the levels along in the same transaction. So there is nothing to mark, to
 * repair or to catch up with, in whatever order values are written and by however many.
 */
import type { PoolClient } from 'pg';

export const gaugeLevels = [3600, 86_400] as const;
export type GaugeLevel = (typeof gaugeLevels)[number];

export interface GaugeState {
  /** Hours before it are in the levels. */
  rolledUntil: Date;
  /** Values before it are gone. */
  rawSince: Date;
}

export async function readGaugeState(client: PoolClient): Promise<GaugeState> {
  const { rows } = await client.query<GaugeState>(
    'SELECT rolled_until AS "rolledUntil", raw_since AS "rawSince" FROM metric_gauge_state',
  );
  const [state] = rows;
  if (state === undefined) throw new Error('The row of metric_gauge_state is missing.');
  return state;
}

/** Until the transaction ends. What is read behind it, in statements of their own, is what the holders before have committed. */
export async function lockGauges(client: PoolClient, how: 'shared' | 'alone'): Promise<GaugeState> {
  const lock = how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await client.query(`SELECT ${lock}(hashtextextended('slipway gauges', 0))`);
  return readGaugeState(client);
}

export async function setRolledUntil(client: PoolClient, time: Date): Promise<void> {
  await client.query('UPDATE metric_gauge_state SET rolled_until = $1', [time]);
}

export async function setRawSince(client: PoolClient, time: Date): Promise<void> {
  await client.query('UPDATE metric_gauge_state SET raw_since = $1', [time]);
}

/** Values, or periods of the level below, in the columns of a level. `$1` and `$2` are the range. */
const sources: Record<GaugeLevel, string> = {
  3600: `SELECT metric, endpoint, subject, at AS start, 1::bigint AS count, value AS sum, value AS min, value AS max,
      value AS last, at AS last_at FROM metric_gauge WHERE at >= $1 AND at < $2`,
  86400: `SELECT metric, endpoint, subject, start, count, sum, min, max, last, last_at
    FROM metric_gauge_period WHERE seconds = 3600 AND start >= $1 AND start < $2`,
};

const measures = ['count', 'sum', 'min', 'max', 'last', 'last_at'];

export interface GaugeMoment {
  metric: string;
  endpoint: string;
  subject: string;
  at: Date;
}

/** Writes the periods of a range, of all gauges or of those that have one of these moments in them; the range is whole periods. */
export async function putPeriods(
  client: PoolClient,
  level: GaugeLevel,
  range: { from: number; to: number },
  moments?: readonly GaugeMoment[],
): Promise<void> {
  const start = (column: string) =>
    `date_bin('${level} seconds', ${column}, '1970-01-01T00:00:00Z'::timestamptz)`;
  const among =
    moments === undefined
      ? ''
      : `WHERE (metric, endpoint, subject, ${start('start')}) IN (SELECT metric, endpoint, subject, ${start('at')}
          FROM jsonb_to_recordset($3) AS w (metric text, endpoint text, subject text, at timestamptz))`;
  const values = [new Date(range.from), new Date(range.to)];
  await client.query(
    `INSERT INTO metric_gauge_period (seconds, metric, endpoint, subject, start, ${measures.join(', ')})
     SELECT ${level}, metric, endpoint, subject, ${start('start')}, sum(count), sum(sum), min(min), max(max),
       (array_agg(last ORDER BY last_at DESC))[1], max(last_at)
     FROM (${sources[level]}) AS r ${among} GROUP BY 2, 3, 4, 5
     ON CONFLICT (seconds, metric, start, endpoint, subject)
     DO UPDATE SET ${measures.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    moments === undefined ? values : [...values, JSON.stringify(moments)],
  );
}

/** Takes out what the levels say of a time; answers how many values the hours counted. */
export async function takePeriods(client: PoolClient, from: Date, to: Date): Promise<number> {
  const { rows } = await client.query<{ count: string | null }>(
    `WITH taken AS (DELETE FROM metric_gauge_period WHERE start >= $1 AND start < $2 RETURNING seconds, count)
     SELECT sum(count)::text AS count FROM taken WHERE seconds = 3600`,
    [from, to],
  );
  return Number(rows[0]?.count ?? 0);
}

/** How many values the hours of a time count. */
export async function countedIn(client: PoolClient, from: Date, to: Date): Promise<number> {
  const { rows } = await client.query<{ count: string | null }>(
    'SELECT sum(count)::text AS count FROM metric_gauge_period WHERE seconds = 3600 AND start >= $1 AND start < $2',
    [from, to],
  );
  return Number(rows[0]?.count ?? 0);
}

export async function dropPeriodsBefore(client: PoolClient, time: Date): Promise<void> {
  await client.query('DELETE FROM metric_gauge_period WHERE start < $1', [time]);
}
