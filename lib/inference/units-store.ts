import { pool } from '../platform/db.ts';

/** So that a busy endpoint costs no more than a look at its latest requests. */
const mostRows = 100_000;

export async function findRecentUnits(endpoint: string, since: Date, limit: number): Promise<string[]> {
  const { rows } = await pool().query<{ unit: string }>(
    `SELECT unit FROM (
       SELECT id, unit FROM inference
       WHERE endpoint_name = $1 AND id >= slipway_first_id_at($2) AND traffic = 'live'
       ORDER BY id DESC LIMIT ${mostRows}
     ) AS latest
     WHERE unit IS NOT NULL GROUP BY unit ORDER BY max(id::text) DESC LIMIT $3`,
    [endpoint, since, limit],
  );
  return rows.map(({ unit }) => unit);
}
