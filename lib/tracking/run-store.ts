/** Runs and what was logged to them, as it is read. Bulk writing is in `log-store.ts`, searching in `search-store.ts`. */
import type { PoolClient } from 'pg';
import type { Prisma, Run as RunRecord } from '../../prisma/generated/client.ts';
import { type Db, pool, type Tx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import type { RunStatus } from './schemas.ts';

export { pgTransaction, prisma, transaction } from '../platform/db.ts';
export type { RunRecord };

export interface RunRow {
  /** 32 hexadecimal digits. */
  id: string;
  experiment_id: string;
  name: string;
  status: RunStatus;
  user_name: string;
  started_at: Date;
  ended_at: Date | null;
  deleted_at: Date | null;
  /** Of its experiment. */
  artifact_location: string | null;
}

export interface LatestMetric {
  key: string;
  value: number;
  step: number;
  timestamp: number;
}

export interface RunData {
  metrics: LatestMetric[];
  params: { key: string; value: string }[];
  tags: { key: string; value: string }[];
}

export const runColumns = `
  replace(r.id::text, '-', '') AS id, r.experiment_id::text, r.name, r.status::text, r.user_name,
  r.started_at, r.ended_at, r.deleted_at,
  (SELECT e.artifact_location FROM experiment e WHERE e.id = r.experiment_id) AS artifact_location`;

/** Deleted ones too, in the order of the ids. Throws `not_found` for the first that does not exist. */
export async function findRuns(ids: readonly string[]): Promise<RunRow[]> {
  const result = await pool().query<RunRow>(`SELECT ${runColumns} FROM run r WHERE r.id = ANY($1::uuid[])`, [
    ids,
  ]);
  const rows = new Map(result.rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    if (row === undefined) throw notFound(`The run ${id}`);
    return row;
  });
}

type OfRun = { run_id: string };

/** What was logged to each run, by run id; sorted by key. */
export async function dataOfRuns(ids: readonly string[]): Promise<Map<string, RunData>> {
  const runId = `replace(run_id::text, '-', '') AS run_id`;
  const where = 'WHERE run_id = ANY($1::uuid[]) ORDER BY key COLLATE "C"';
  const [metrics, params, tags] = await Promise.all([
    pool().query<OfRun & { key: string; value: number; step: string; timestamp: string }>(
      `SELECT ${runId}, key, value, step, "timestamp" FROM run_latest_metric ${where}`,
      [ids],
    ),
    pool().query<OfRun & { key: string; value: string }>(
      `SELECT ${runId}, key, value FROM run_param ${where}`,
      [ids],
    ),
    pool().query<OfRun & { key: string; value: string }>(
      `SELECT ${runId}, key, value FROM run_tag ${where}`,
      [ids],
    ),
  ]);
  const data = new Map(ids.map((id): [string, RunData] => [id, { metrics: [], params: [], tags: [] }]));
  for (const { run_id, key, value, step, timestamp } of metrics.rows) {
    data.get(run_id)?.metrics.push({ key, value, step: Number(step), timestamp: Number(timestamp) });
  }
  for (const { run_id, ...param } of params.rows) data.get(run_id)?.params.push(param);
  for (const { run_id, ...tag } of tags.rows) data.get(run_id)?.tags.push(tag);
  return data;
}

/** Finds a run and lets nobody else change it, nor log to it, until the transaction ends. Throws `not_found`. */
export async function lockRun(tx: Tx, id: string): Promise<RunRecord> {
  await tx.$queryRaw`SELECT id FROM run WHERE id = ${id}::uuid FOR UPDATE`;
  return findRunRecord(tx, id);
}

async function findRunRecord(db: Db, id: string): Promise<RunRecord> {
  const row = await db.run.findUnique({ where: { id: withHyphens(id) } });
  if (row === null) throw notFound(`The run ${id}`);
  return row;
}

export function withHyphens(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export async function changeRun(tx: Tx, id: string, data: Prisma.RunUncheckedUpdateInput): Promise<void> {
  await tx.run.update({ where: { id }, data });
}

export async function putTag(tx: Tx, runId: string, key: string, value: string): Promise<void> {
  await tx.runTag.upsert({
    where: { runId_key: { runId, key } },
    create: { runId, key, value },
    update: { value },
  });
}

/** False when there is none. */
export async function removeTag(tx: Tx, runId: string, key: string): Promise<boolean> {
  const { count } = await tx.runTag.deleteMany({ where: { runId, key } });
  return count > 0;
}

export interface NewRun {
  id: string;
  experimentId: string;
  name: string;
  userName: string;
  startedAt: Date;
  createdById: string | null;
}

/** False when the experiment was deleted. Throws `not_found` when there never was one. */
export async function insertRun(client: PoolClient, run: NewRun): Promise<boolean> {
  const experiment = await client.query<{ deleted: boolean }>(
    'SELECT deleted_at IS NOT NULL AS deleted FROM experiment WHERE id = $1 FOR SHARE',
    [run.experimentId],
  );
  const found = experiment.rows[0];
  if (found === undefined) throw notFound(`The experiment ${run.experimentId}`);
  if (found.deleted) return false;
  await client.query(
    `INSERT INTO run (id, experiment_id, name, user_name, started_at, created_by_id)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [run.id, run.experimentId, run.name, run.userName, run.startedAt, run.createdById],
  );
  return true;
}
