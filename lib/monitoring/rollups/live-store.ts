/** The newest of the rollups: rows that are only ever added, so that nobody who counts waits for anybody. */
import type { PoolClient } from 'pg';
import { pool } from '../../platform/db.ts';
import type { RollupRow } from './rollup-row.ts';
import { fromWire, measureColumns, measureTypes, rowsAsJson, type WireRow } from './row-columns.ts';

const insertSql = `
  INSERT INTO metric_live (start, series, ${measureColumns})
  SELECT start, series, ${measureColumns}
  FROM jsonb_to_recordset($1) AS r (start timestamptz, series int, ${measureTypes})`;

export async function insertLive(client: PoolClient, rows: readonly RollupRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({ name: 'insert-metric-live', text: insertSql, values: [rowsAsJson(rows)] });
}

/** Takes rows out, oldest first; those of transactions under way stay. */
export async function takeLive(client: PoolClient, most: number): Promise<RollupRow[]> {
  const { rows } = await client.query<WireRow>(
    `DELETE FROM metric_live WHERE id IN (SELECT id FROM metric_live ORDER BY id LIMIT $1)
     RETURNING start, series, ${measureColumns}`,
    [most],
  );
  return rows.map(fromWire);
}

/** Takes out what is counted from one time until before another. */
export async function takeLiveBetween(client: PoolClient, from: Date, to: Date): Promise<RollupRow[]> {
  const { rows } = await client.query<WireRow>(
    `DELETE FROM metric_live WHERE start >= $1 AND start < $2 RETURNING start, series, ${measureColumns}`,
    [from, to],
  );
  return rows.map(fromWire);
}

/** Whether so many rows wait; looks at no more than those. */
export async function liveAtLeast(rows: number): Promise<boolean> {
  const { rows: found } = await pool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM (SELECT FROM metric_live LIMIT $1) AS some',
    [rows],
  );
  return (found[0]?.count ?? 0) >= rows;
}
