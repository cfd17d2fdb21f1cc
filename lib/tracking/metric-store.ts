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

export interface Trend {
  runId: string;
  key: string;
  total: number;
  values: (number | null)[];
}

/** The last value of each stretch of equal counts of points, of every metric with two points at least; by run and key. */
export async function findTrends(
  runIds: readonly string[],
  keys: readonly string[] | null,
  stretches: number,
): Promise<Trend[]> {
  const result = await pool().query<Trend>(
    `WITH points AS (
       SELECT run_id, key, value, step, "timestamp",
              ntile($3) OVER (PARTITION BY run_id, key ORDER BY step, "timestamp", value) AS n,
              count(*) OVER (PARTITION BY run_id, key) AS total
       FROM run_metric WHERE run_id = ANY($1::uuid[]) AND ($2::text[] IS NULL OR key = ANY($2))
     ), last AS (
       SELECT DISTINCT ON (run_id, key, n) run_id, key, n, total, value FROM points WHERE total > 1
       ORDER BY run_id, key, n, step DESC, "timestamp" DESC, value DESC
     )
     SELECT replace(run_id::text, '-', '') AS "runId", key, total::int AS total,
            array_agg(CASE WHEN value IN ('NaN', 'Infinity', '-Infinity') THEN NULL ELSE value END ORDER BY n) AS values
     FROM last GROUP BY run_id, key, total ORDER BY run_id, key COLLATE "C"`,
    [runIds, keys, stretches],
  );
  return result.rows;
}
