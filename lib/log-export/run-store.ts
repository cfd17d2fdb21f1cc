/** What a run of an export finds to do, and what it notes of it. */
import { pgTransaction, pool, prisma } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { rowsOfDay } from './files/row-store.ts';
import type { WrittenFile } from './files/write-file.ts';
import type { ExportRun } from './schemas.ts';

/** Rows of so many last days may still come: a request is written when it ends, and clocks differ. */
const unsettledDays = 3;
/** Runs are on record so long. */
const keptDays = 90;

export async function startRun(exportId: string, cause: ExportRun['cause']): Promise<string> {
  const id = newId();
  // One at a time, by its lock: what still says `running` was left by a worker that died.
  await prisma().logExportRun.updateMany({
    where: { exportId, state: 'running' },
    data: { state: 'failed', error: 'The worker ended; the next run went on.', finishedAt: new Date() },
  });
  await prisma().logExportRun.create({ data: { id, exportId, state: 'running', cause } });
  await pool().query(
    `DELETE FROM log_export_run WHERE export_id = $1 AND started_at < now() - make_interval(days => $2)`,
    [exportId, keptDays],
  );
  return id;
}

export async function noteProgress(
  id: string,
  progress: { filesTotal: number; filesDone: number; rows: number; bytes: number },
): Promise<void> {
  const { rows, bytes, ...files } = progress;
  await prisma().logExportRun.update({
    where: { id },
    data: { ...files, rows: BigInt(rows), bytes: BigInt(bytes) },
  });
}

export async function endRun(id: string, error: string | null): Promise<void> {
  await prisma().logExportRun.updateMany({
    where: { id },
    data: { state: error === null ? 'done' : 'failed', error, finishedAt: new Date() },
  });
}

export interface Task {
  endpoint: string;
  day: string;
  /** `remove`: the log holds no such rows any more, or the endpoint is not exported any more. */
  what: 'write' | 'remove';
}

/**
 * Days of endpoints whose file is missing, stale, or of another number of rows than the log has; and files that are to
 * go. Days go back to the oldest partition: one without a partition of its own is in the default one. Endpoints are those
 * that exist or have files: names that callers made up get none. Oldest first.
 */
export async function findTasks(
  exportId: string,
  endpoints: readonly string[],
  { today, onlyStale }: { today: boolean; onlyStale: boolean },
): Promise<Task[]> {
  const { rows } = await pool().query<Task>(
    `WITH days AS (
       SELECT day::date FROM generate_series(
         (SELECT least(min(to_date(right(c.relname, 8), 'YYYYMMDD')), (now() AT TIME ZONE 'UTC')::date - 7)
          FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
          WHERE h.inhparent = 'inference'::regclass AND c.relname ~ '^inference_[0-9]{8}$'),
         (now() AT TIME ZONE 'UTC')::date, interval '1 day') AS day
     ), names AS (
       SELECT name FROM endpoint UNION SELECT endpoint_name FROM log_export_file WHERE export_id = $1
     ), files AS (
       SELECT endpoint_name, day, rows, stale FROM log_export_file WHERE export_id = $1
     ), pairs AS (
       SELECT n.name, d.day FROM names n CROSS JOIN days d
       WHERE d.day < (now() AT TIME ZONE 'UTC')::date + $3::int
       UNION SELECT endpoint_name, day FROM files
     ), known AS (
       SELECT p.name, p.day, f.day IS NOT NULL AS written, f.rows, coalesce(f.stale, true) AS stale,
         (cardinality($2::text[]) = 0 OR p.name = ANY($2)) AS chosen,
         p.day > (now() AT TIME ZONE 'UTC')::date - $4::int AS unsettled
       FROM pairs p LEFT JOIN files f ON f.endpoint_name = p.name AND f.day = p.day
     )
     SELECT k.name AS endpoint, to_char(k.day, 'YYYY-MM-DD') AS day,
       CASE WHEN k.chosen AND c.rows > 0 THEN 'write' ELSE 'remove' END AS what
     FROM known k CROSS JOIN LATERAL (
       SELECT count(*)::int AS rows FROM (
         SELECT 1 FROM inference i WHERE ${rowsOfDay.replaceAll('$1', 'k.name').replaceAll('$2', 'k.day')}
         LIMIT CASE WHEN k.unsettled THEN NULL ELSE 1 END) found) c
     WHERE (k.written OR (k.chosen AND c.rows > 0 AND NOT $5))
       AND (NOT k.chosen OR c.rows = 0 OR k.stale OR k.rows IS NULL
            OR (k.unsettled AND c.rows <> k.rows AND NOT $5))
     ORDER BY k.day, k.name`,
    [exportId, endpoints, today ? 1 : 0, unsettledDays, onlyStale],
  );
  return rows;
}

/**
 * Says that the file is up to date before its rows are read: whatever changes them from now on makes it stale again, and
 * changes under way are waited for (`slipway_changes_exports` holds the other side of the lock). Without a number of rows
 * it is one that a killed run left; it stays narrowed until it is written.
 */
export async function beginFile(exportId: string, { endpoint, day }: Task, path: string): Promise<void> {
  await pgTransaction(async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('log-export/files', 0))`);
    await client.query(
      `INSERT INTO log_export_file (export_id, endpoint_name, day, path, stale) VALUES ($1, $2, $3::date, $4, false)
       ON CONFLICT (export_id, endpoint_name, day) DO UPDATE
       SET stale = false, narrowed = log_export_file.narrowed OR log_export_file.reader_changes > 0,
         reader_changes = 0, rows = NULL, path = $4`,
      [exportId, endpoint, day, path],
    );
  });
}

/** A try that failed wrote nothing: the next one has it to do, and it may be about something that has to go. */
export async function failFile(exportId: string, { endpoint, day }: Task): Promise<void> {
  await pool().query(
    `UPDATE log_export_file SET stale = true, narrowed = true
     WHERE export_id = $1 AND endpoint_name = $2 AND day = $3::date`,
    [exportId, endpoint, day],
  );
}

export async function endFile(
  exportId: string,
  { endpoint, day }: Task,
  { rows, bytes, sha256, withheld }: WrittenFile,
): Promise<void> {
  await pool().query(
    `UPDATE log_export_file SET rows = $4, bytes = $5, sha256 = $6, withheld = $7, narrowed = narrowed AND stale, written_at = now()
     WHERE export_id = $1 AND endpoint_name = $2 AND day = $3::date`,
    [exportId, endpoint, day, rows, bytes, sha256, withheld],
  );
}

export async function deleteFile(exportId: string, { endpoint, day }: Task): Promise<void> {
  await pool().query(
    'DELETE FROM log_export_file WHERE export_id = $1 AND endpoint_name = $2 AND day = $3::date',
    [exportId, endpoint, day],
  );
}

/** Exports with files that hold what changed since, disabled ones too. */
export async function exportsWithStaleFiles(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    'SELECT DISTINCT export_id AS id FROM log_export_file WHERE stale OR rows IS NULL ORDER BY 1',
  );
  return rows.map(({ id }) => id);
}

/**
 * Exports with files that hold what they should not any more, disabled ones too. One that failed in the last hour is left
 * alone: its target is down, and each try is on record.
 */
export async function exportsToNarrow(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT f.export_id AS id FROM log_export_file f
     WHERE (f.narrowed OR f.reader_changes > 0) AND NOT EXISTS (
       SELECT 1 FROM log_export_run r
       WHERE r.export_id = f.export_id AND r.state = 'failed' AND r.finished_at > now() - interval '1 hour')
     ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}
