/** The points of one metric of one run, by step, then time, then value. */
import { pool } from '../platform/db.ts';

export interface Point {
  step: number;
  timestamp: number;
  value: number;
}

interface PointRow {
  step: string;
  timestamp: string;
  value: number;
}

function toPoint({ step, timestamp, value }: PointRow): Point {
  return { step: Number(step), timestamp: Number(timestamp), value };
}

/** The next points behind one. */
export async function findPoints(
  runId: string,
  key: string,
  after: { step: string; timestamp: string; value: string } | null,
  limit: number,
): Promise<Point[]> {
  const behind =
    after === null ? '' : 'AND (step, "timestamp", value) > ($4::bigint, $5::bigint, $6::float8)';
  const result = await pool().query<PointRow>(
    `SELECT step, "timestamp", value FROM run_metric WHERE run_id = $1 AND key = $2 ${behind}
     ORDER BY step, "timestamp", value LIMIT $3`,
    [runId, key, limit, ...(after === null ? [] : [after.step, after.timestamp, after.value])],
  );
  return result.rows.map(toPoint);
}

export async function countPoints(runId: string, key: string): Promise<number> {
  const result = await pool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM run_metric WHERE run_id = $1 AND key = $2',
    [runId, key],
  );
  return result.rows[0]?.count ?? 0;
}

/** The first and the last point, and the lowest and the highest of each of so many stretches of equal counts of points. */
export async function findExtremes(
  runId: string,
  key: string,
  total: number,
  stretches: number,
): Promise<Point[]> {
  const result = await pool().query<PointRow>(
    `WITH points AS (
       SELECT step, "timestamp", nullif(value, 'NaN') AS known, value,
              row_number() OVER (ORDER BY step, "timestamp", value) - 1 AS n
       FROM run_metric WHERE run_id = $1 AND key = $2
     ), ranked AS (
       SELECT *, row_number() OVER (PARTITION BY n * $4::bigint / $3::bigint ORDER BY known NULLS LAST, n) AS low,
              row_number() OVER (PARTITION BY n * $4::bigint / $3::bigint ORDER BY known DESC NULLS LAST, n) AS high
       FROM points
     )
     SELECT step, "timestamp", value FROM ranked
     WHERE low = 1 OR high = 1 OR n = 0 OR n = $3::bigint - 1 ORDER BY n`,
    [runId, key, total, stretches],
  );
  return result.rows.map(toPoint);
}
