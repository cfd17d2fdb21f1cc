/** Rows of the levels. Whoever writes them holds the lock; a row is read, added to and written back. */
import type { PoolClient } from 'pg';
import { pool } from '../../platform/db.ts';
import type { LevelSeconds } from './levels.ts';
import type { RollupRow } from './rollup-row.ts';
import { fromWire, measureColumns, measureTypes, rowsAsJson, type WireRow } from './row-columns.ts';

const lock = "hashtextextended('slipway rollup levels', 0)";

/** Until the transaction ends; false when somebody else holds it. */
export async function tryLockLevels(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${lock}) AS locked`,
  );
  return rows[0]?.locked === true;
}

/**
 * Transactions of one snapshot each, with the lock held for the session: the snapshot is taken when whoever held it before has
 * committed. Waits for the lock.
 */
export async function withLevelsLocked<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${lock})`);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const result = await work(client);
    await client.query('COMMIT');
    await client.query(`SELECT pg_advisory_unlock(${lock})`);
    client.release();
    return result;
  } catch (error) {
    // With the connection go the transaction and the lock.
    client.release(true);
    throw error;
  }
}

/** What a table of levels is called, and what else tells its rows apart. */
function tableOf(level: LevelSeconds): { name: string; key: string; of: string } {
  if (level === 60) return { name: 'metric_minute', key: 'start, series', of: 'true' };
  return { name: 'metric_period', key: 'seconds, start, series', of: `seconds = ${level}` };
}

/** The rows there are already for these periods and series. */
export async function findRows(
  client: PoolClient,
  level: LevelSeconds,
  keys: readonly { start: Date; series: number }[],
): Promise<RollupRow[]> {
  const { name, of } = tableOf(level);
  const { rows } = await client.query<WireRow>({
    name: `find-rollups-${level}`,
    text: `SELECT start, series, ${measureColumns} FROM ${name}
      JOIN unnest($1::timestamptz[], $2::int[]) AS asked (start, series) USING (start, series) WHERE ${of}`,
    values: [keys.map(({ start }) => start), keys.map(({ series }) => series)],
  });
  return rows.map(fromWire);
}

const measures = measureColumns.split(', ');
const replaced = measures.map((column) => `${column} = excluded.${column}`).join(', ');

/** Puts rows in the place of those there are. */
export async function putRows(
  client: PoolClient,
  level: LevelSeconds,
  rows: readonly RollupRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const { name, key } = tableOf(level);
  const selected = level === 60 ? key : `${level}, start, series`;
  await client.query({
    name: `put-rollups-${level}`,
    text: `INSERT INTO ${name} (${key}, ${measureColumns})
      SELECT ${selected}, ${measureColumns}
      FROM jsonb_to_recordset($1) AS r (start timestamptz, series int, ${measureTypes})
      ORDER BY start, series
      ON CONFLICT (${key}) DO UPDATE SET ${replaced}`,
    values: [rowsAsJson(rows)],
  });
}

/** Takes out what a level holds from one time until before another. */
export async function takeRows(
  client: PoolClient,
  level: LevelSeconds,
  from: Date,
  to: Date,
): Promise<RollupRow[]> {
  const { name, of } = tableOf(level);
  const { rows } = await client.query<WireRow>(
    `DELETE FROM ${name} WHERE ${of} AND start >= $1 AND start < $2 RETURNING start, series, ${measureColumns}`,
    [from, to],
  );
  return rows.map(fromWire);
}

export async function dropPeriodsBefore(level: Exclude<LevelSeconds, 60>, time: Date): Promise<void> {
  await pool().query('DELETE FROM metric_period WHERE seconds = $1 AND start < $2', [level, time]);
}
