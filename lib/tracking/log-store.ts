/** Bulk writing of what runs log: one statement for each kind, keys in order so that two batches never wait in a circle. */
import type { PoolClient } from 'pg';
import { notFound } from '../platform/errors.ts';

export interface Logged {
  key: string;
  value: string;
}

export interface LoggedMetric {
  key: string;
  value: number;
  step: number;
  /** Milliseconds since 1970. */
  timestamp: number;
}

/**
 * Keeps a run as it is until the transaction ends, sharing it with others who log to it, or alone to change its name. True
 * when it may be logged to, false when it was deleted. Throws `not_found`.
 */
export async function holdRun(client: PoolClient, id: string, alone: boolean): Promise<boolean> {
  const result = await client.query<{ active: boolean }>(
    `SELECT deleted_at IS NULL AS active FROM run WHERE id = $1 FOR ${alone ? 'UPDATE' : 'SHARE'}`,
    [id],
  );
  const run = result.rows[0];
  if (run === undefined) throw notFound(`The run ${id}`);
  return run.active;
}

export async function renameRun(client: PoolClient, id: string, name: string): Promise<void> {
  await client.query('UPDATE run SET name = $2 WHERE id = $1', [id, name]);
}

/** Returns the parameters that were there with another value. Keys are distinct. */
export async function insertParams(
  client: PoolClient,
  runId: string,
  params: readonly Logged[],
): Promise<{ key: string; before: string; value: string }[]> {
  const columns = [runId, params.map(({ key }) => key), params.map(({ value }) => value)];
  const inserted = await client.query(
    `INSERT INTO run_param (run_id, key, value)
     SELECT $1, key, value FROM unnest($2::text[], $3::text[]) AS new (key, value) ORDER BY key
     ON CONFLICT DO NOTHING`,
    columns,
  );
  if (inserted.rowCount === params.length) return [];
  // A statement of its own, so that it sees what a concurrent batch has committed meanwhile.
  const result = await client.query<{ key: string; before: string; value: string }>(
    `SELECT new.key, old.value AS before, new.value
     FROM unnest($2::text[], $3::text[]) AS new (key, value)
     JOIN run_param old ON old.run_id = $1 AND old.key = new.key AND old.value <> new.value
     ORDER BY new.key`,
    columns,
  );
  return result.rows;
}

/** Keys are distinct. */
export async function upsertTags(client: PoolClient, runId: string, tags: readonly Logged[]): Promise<void> {
  await client.query(
    `INSERT INTO run_tag (run_id, key, value)
     SELECT $1, key, value FROM unnest($2::text[], $3::text[]) AS new (key, value) ORDER BY key
     ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value`,
    [runId, tags.map(({ key }) => key), tags.map(({ value }) => value)],
  );
}

/** Points that are there already stay; the latest point moves on to the highest (step, timestamp, value). */
export async function insertMetrics(
  client: PoolClient,
  runId: string,
  metrics: readonly LoggedMetric[],
): Promise<void> {
  await client.query(
    `WITH points AS (
       SELECT * FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::float8[]) AS new (key, step, at, value)
     ), kept AS (
       INSERT INTO run_metric (run_id, key, step, "timestamp", value)
       SELECT $1, key, step, at, value FROM points ORDER BY key, step, at, value
       ON CONFLICT DO NOTHING
     )
     INSERT INTO run_latest_metric AS latest (run_id, key, step, "timestamp", value)
     SELECT DISTINCT ON (key) $1::uuid, key, step, at, value FROM points ORDER BY key, step DESC, at DESC, value DESC
     ON CONFLICT (run_id, key) DO UPDATE
       SET step = excluded.step, "timestamp" = excluded."timestamp", value = excluded.value
       WHERE (excluded.step, excluded."timestamp", excluded.value) > (latest.step, latest."timestamp", latest.value)`,
    [
      runId,
      metrics.map(({ key }) => key),
      metrics.map(({ step }) => step),
      metrics.map(({ timestamp }) => timestamp),
      metrics.map(({ value }) => value),
    ],
  );
}
