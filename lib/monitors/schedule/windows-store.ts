/**
 * Windows of hours, days and weeks. Days and weeks begin at midnight in the monitor's zone by PostgreSQL's arithmetic, so a day
 * may have 23 or 25 hours; hours are those of UTC, of which there are neither more nor fewer anywhere.
 */
import { pool } from '../../platform/db.ts';
import type { Granularity } from '../monitor-schemas.ts';

export interface Window {
  start: Date;
  end: Date;
}

const startOf = `CASE WHEN $2 = 'hour' THEN date_bin('1 hour', %, timestamptz '2020-01-01 00:00:00Z')
  ELSE quota_period_start(%, $2, $3) END`;
const start = (moment: string) => startOf.replaceAll('%', moment);

/** Windows that lie before a moment, newest first; the newest ended at the moment or before it. */
export async function windowsBefore(
  moment: Date,
  { granularity, timeZone }: { granularity: Granularity; timeZone: string },
  count: number,
): Promise<Window[]> {
  const { rows } = await pool().query<Window>(
    `WITH RECURSIVE w(n, "start", "end") AS (
       SELECT 1, ${start(`${start('$1::timestamptz')} - interval '1 millisecond'`)}, ${start('$1::timestamptz')}
       UNION ALL
       SELECT n + 1, ${start(`"start" - interval '1 millisecond'`)}, "start" FROM w WHERE n < $4)
     SELECT "start", "end" FROM w ORDER BY n`,
    [moment, granularity, timeZone, count],
  );
  return rows;
}

/** The database's, which all workers share. */
export async function databaseNow(): Promise<Date> {
  const { rows } = await pool().query<{ now: Date }>('SELECT now()');
  return rows[0]?.now ?? new Date();
}
