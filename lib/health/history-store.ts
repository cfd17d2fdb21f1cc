/** What came of the runs of checks. */
import { pgTransaction, pool, type Tx } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import type { ClaimedCheck } from './check-store.ts';
import type { CheckProgress } from './next-state.ts';
import type { UptimeRange } from './schemas.ts';
import type { CountedRuns } from './uptime.ts';

export interface EndedRun {
  check: ClaimedCheck;
  passed: boolean;
  latencyMs: number;
  message: string;
  requestId: string | null;
  progress: CheckProgress;
  dueAt: Date;
}

/** Writes a run down, unless it was taken over or its check was changed meanwhile; says whether. */
export async function writeRun(run: EndedRun): Promise<boolean> {
  const { check, passed, latencyMs, message, requestId, progress, dueAt } = run;
  return pgTransaction(async (client) => {
    const updated = await client.query(
      `UPDATE health_check SET state_since = CASE WHEN state = $3 THEN state_since ELSE now() END, state = $3,
         streak = $4, due_at = $5, run_id = NULL, run_until = NULL
       WHERE id = $1 AND run_id = $2`,
      [check.id, check.runId, progress.state, progress.streak, dueAt],
    );
    if (updated.rowCount !== 1) return false;
    const { startedAt: at } = check;
    await client.query(
      `INSERT INTO health_result (id, check_id, at, passed, latency_ms, message, request_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [newId(), check.id, at, passed, latencyMs, message, requestId],
    );
    await client.query(
      `INSERT INTO health_quarter AS q (check_id, quarter, passed, failed, latency_ms)
       VALUES ($1, date_bin('15 minutes', $2::timestamptz, '2000-01-01Z'), $3, $4, $5)
       ON CONFLICT (check_id, quarter) DO UPDATE SET passed = q.passed + excluded.passed,
         failed = q.failed + excluded.failed, latency_ms = q.latency_ms + excluded.latency_ms`,
      [check.id, at, passed ? 1 : 0, passed ? 0 : 1, latencyMs],
    );
    if (progress.state === 'down') {
      await client.query(openIncidentSql, [newId(), check.id, message, Math.abs(progress.streak)]);
    }
    if (progress.state === 'up') {
      await client.query(closeIncidentSql, [check.id, Math.abs(progress.streak)]);
    }
    return true;
  });
}

/** The run that began the present streak, as far as it is kept. */
const streakBegan = (count: string) =>
  `(SELECT min(at) FROM (SELECT at FROM health_result WHERE check_id = $check ORDER BY at DESC LIMIT ${count}) runs)`;

/** From its first failure on; one that is open stays. */
const openIncidentSql = `INSERT INTO health_incident (id, check_id, "from", cause)
  VALUES ($1, $2, ${streakBegan('$4').replace('$check', '$2')}, $3)
  ON CONFLICT (check_id) WHERE "to" IS NULL DO NOTHING`;

const closeIncidentSql = `UPDATE health_incident SET "to" = greatest("from", ${streakBegan('$2').replace('$check', '$1')})
  WHERE check_id = $1 AND "to" IS NULL`;

/** A check that is changed, switched off or deleted begins anew. */
export async function closeIncident(tx: Tx, checkId: string): Promise<void> {
  await tx.$executeRaw`UPDATE health_incident SET "to" = now() WHERE check_id = ${checkId}::uuid AND "to" IS NULL`;
}

const pieces: Readonly<Record<UptimeRange, string>> = {
  // By the quarter-hours that are counted, up to the one that is going on.
  '24h': `SELECT b FROM generate_series(date_bin('30 minutes', $1::timestamptz, '2000-01-01Z') - interval '23.5 hours',
    date_bin('30 minutes', $1::timestamptz, '2000-01-01Z') + interval '30 minutes', interval '30 minutes') b`,
  '7d': `SELECT b FROM generate_series(date_bin('4 hours', $1::timestamptz, '2000-01-01Z') - interval '164 hours',
    date_bin('4 hours', $1::timestamptz, '2000-01-01Z') + interval '4 hours', interval '4 hours') b`,
  '30d': daysBack(30),
  '90d': daysBack(90),
};

/** Days as the clocks of a time zone make them: one in spring has 23 hours. */
function daysBack(days: number): string {
  return `SELECT (d::timestamp AT TIME ZONE $2) AS b
    FROM generate_series((($1::timestamptz AT TIME ZONE $2)::date - ${days - 1})::timestamp,
      (($1::timestamptz AT TIME ZONE $2)::date + 1)::timestamp, interval '1 day') d`;
}

/** Where the pieces of a range begin, and where the last one ends; `now` lies in the last one. */
export async function startsOf(range: UptimeRange, timeZone: string, now?: Date): Promise<Date[]> {
  const result = await pool().query<{ b: Date }>(
    `WITH given AS (SELECT coalesce($1::timestamptz, now()) AS at) SELECT b FROM (${pieces[range].replaceAll(
      '$1::timestamptz',
      '(SELECT at FROM given)',
    )}) pieces WHERE $2::text IS NOT NULL ORDER BY b`,
    [now ?? null, timeZone],
  );
  return result.rows.map(({ b }) => b);
}

/** Runs of each check in each piece, by number of the piece from 0. */
export async function countRuns(
  checkIds: readonly string[],
  starts: readonly Date[],
): Promise<Map<string, Map<number, CountedRuns>>> {
  const result = await pool().query<{ id: string; piece: number; passed: number; failed: number }>(
    `SELECT check_id AS id, width_bucket(quarter, $2::timestamptz[]) - 1 AS piece,
       sum(passed)::int AS passed, sum(failed)::int AS failed
     FROM health_quarter
     WHERE check_id = ANY($1::uuid[]) AND quarter >= $3 AND quarter < $4
     GROUP BY 1, 2`,
    [checkIds, starts, starts[0], starts.at(-1)],
  );
  const counted = new Map<string, Map<number, CountedRuns>>();
  for (const { id, piece, passed, failed } of result.rows) {
    const runs = counted.get(id) ?? new Map<number, CountedRuns>();
    runs.set(piece, { passed, failed });
    counted.set(id, runs);
  }
  return counted;
}

export interface IncidentRow {
  id: string;
  checkId: string;
  from: Date;
  to: Date | null;
  cause: string;
  note: string;
}

/** Those that touch the time since `from`, newest first. */
export async function incidentsSince(
  checkIds: readonly string[],
  from: Date,
  limit = 5000,
): Promise<IncidentRow[]> {
  const result = await pool().query<IncidentRow>(
    `SELECT id, check_id AS "checkId", "from", "to", cause, note FROM health_incident
     WHERE check_id = ANY($1::uuid[]) AND ("to" IS NULL OR "to" > $2) ORDER BY "from" DESC LIMIT $3`,
    [checkIds, from, limit],
  );
  return result.rows;
}

export interface ResultRow {
  at: Date;
  passed: boolean;
  latencyMs: number;
  message: string;
  requestId: string | null;
}

/** Newest first. */
export async function latestResults(checkId: string, limit: number): Promise<ResultRow[]> {
  const result = await pool().query<ResultRow>(
    `SELECT at, passed, latency_ms AS "latencyMs", message, request_id AS "requestId" FROM health_result
     WHERE check_id = $1 ORDER BY at DESC LIMIT $2`,
    [checkId, limit],
  );
  return result.rows;
}

export async function findIncident(tx: Tx, checkId: string, id: string) {
  return tx.healthIncident.findFirst({ where: { id, checkId } });
}

export async function noteOf(tx: Tx, id: string, note: string) {
  return tx.healthIncident.update({ where: { id }, data: { note } });
}

/** Single runs are kept for a month; their counts and the incidents for as long as anything shows them, and some. */
export async function pruneHistory(): Promise<void> {
  await pool().query(`DELETE FROM health_result WHERE at < now() - interval '30 days'`);
  await pool().query(`DELETE FROM health_quarter WHERE quarter < now() - interval '400 days'`);
  await pool().query(`DELETE FROM health_incident WHERE "to" < now() - interval '400 days'`);
}
