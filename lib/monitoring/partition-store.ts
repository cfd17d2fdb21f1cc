/** Partitions by day of gauges and minutes. */
import type { PoolClient } from 'pg';
import { pool } from '../platform/db.ts';

/** From yesterday on: rows arrive late. */
export async function makePartitions(table: string, column: string, daysAhead: number): Promise<void> {
  await pool().query(
    `SELECT slipway_ensure_day_partitions($1, $2, (now() AT TIME ZONE 'UTC')::date - 1, (now() AT TIME ZONE 'UTC')::date + $3::int)`,
    [table, column, daysAhead],
  );
}

/** Drops the partitions of the days before one; answers how many. */
export async function dropPartitionsBefore(
  table: string,
  column: string,
  day: Date,
  client: Pick<PoolClient, 'query'> = pool(),
): Promise<number> {
  const { rows } = await client.query<{ dropped: number }>(
    'SELECT slipway_drop_day_partitions($1, $2, $3::date) AS dropped',
    [table, column, day.toISOString().slice(0, 10)],
  );
  return rows[0]?.dropped ?? 0;
}
