/** Windows of monitors and their verdicts, as they are read. */
import type { MonitorDrift, MonitorRun } from '../../../prisma/generated/client.ts';
import { pool, prisma } from '../../platform/db.ts';

export type RunRow = MonitorRun;
export type DriftRow = Omit<MonitorDrift, 'finding'>;

export async function findRun(id: string): Promise<RunRow | null> {
  return prisma().monitorRun.findUnique({ where: { id } });
}

/** Newest first. */
export async function recentRuns(monitorId: string, count: number): Promise<RunRow[]> {
  return prisma().monitorRun.findMany({
    where: { monitorId },
    orderBy: { windowStart: 'desc' },
    take: count,
  });
}

/** By monitor, the last window of each that is done, and how many are under way. */
export async function lastRuns(
  monitorIds: readonly string[],
): Promise<{ last: Map<string, RunRow>; running: Map<string, number> }> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT ON (monitor_id) id FROM monitor_run WHERE monitor_id = ANY($1::uuid[]) AND state = 'done'
     ORDER BY monitor_id, window_start DESC`,
    [monitorIds],
  );
  const [last, running] = await Promise.all([
    prisma().monitorRun.findMany({ where: { id: { in: rows.map(({ id }) => id) } } }),
    prisma().monitorRun.groupBy({
      by: ['monitorId'],
      where: { monitorId: { in: [...monitorIds] }, state: 'running' },
      _count: true,
    }),
  ]);
  return {
    last: new Map(last.map((row) => [row.monitorId, row])),
    running: new Map(running.map((row) => [row.monitorId, row._count])),
  };
}

/** A window that is done: its columns that moved and those that did not, of all rows. */
export interface JudgedWindow {
  monitorId: string;
  runId: string;
  windowStart: Date;
  rows: number;
  moved: string[];
  steady: string[];
  sizes: string[];
}

/** The last windows of monitors, oldest first. */
export async function judgedWindows(monitorIds: readonly string[], each: number): Promise<JudgedWindow[]> {
  const { rows } = await pool().query<JudgedWindow>(
    `SELECT m.id AS "monitorId", r.id AS "runId", r.window_start AS "windowStart", r.row_count AS rows, d.*
     FROM unnest($1::uuid[]) AS m(id)
     CROSS JOIN LATERAL (SELECT id, window_start, row_count FROM monitor_run
       WHERE monitor_id = m.id AND state = 'done' ORDER BY window_start DESC LIMIT $2) r
     CROSS JOIN LATERAL (SELECT
         coalesce(array_agg("column") FILTER (WHERE verdict IN ('drift', 'missing')), '{}') AS moved,
         coalesce(array_agg("column") FILTER (WHERE verdict = 'steady'), '{}') AS steady,
         coalesce(array_agg(size) FILTER (WHERE verdict IN ('drift', 'missing')), '{}') AS sizes
       FROM monitor_drift WHERE run_id = r.id AND slice = '') d
     ORDER BY r.window_start`,
    [monitorIds, each],
  );
  return rows;
}

const driftColumns = {
  runId: true,
  slice: true,
  column: true,
  verdict: true,
  size: true,
  effect: true,
  pValue: true,
  words: true,
} as const;

/** Verdicts of runs, of all rows only unless slices are asked for. */
export async function driftsOf(
  runIds: readonly string[],
  { slices }: { slices: boolean },
): Promise<DriftRow[]> {
  return prisma().monitorDrift.findMany({
    where: { runId: { in: [...runIds] }, ...(!slices && { slice: '' }) },
    select: driftColumns,
    take: 20_000,
  });
}

export interface JudgedColumn {
  monitorId: string;
  monitor: string;
  runId: string;
  windowStart: Date;
  windowEnd: Date;
  column: string;
  slice: string;
  words: string;
}

/**
 * The newest verdict on each column and slice, of windows that ended by then and ten days before at most, of the monitors of an
 * endpoint that a subject begins with the name of. Windows with too few rows have none.
 */
export async function newestVerdicts(
  endpoint: string,
  subject: string,
  endedBy: Date,
): Promise<JudgedColumn[]> {
  const { rows } = await pool().query<JudgedColumn>(
    `SELECT DISTINCT ON (m.id, d."column", d.slice) m.id AS "monitorId", m.name AS monitor, r.id AS "runId",
       r.window_start AS "windowStart", r.window_end AS "windowEnd", d."column", d.slice, d.words
     FROM monitor m JOIN monitor_run r ON r.monitor_id = m.id JOIN monitor_drift d ON d.run_id = r.id
     WHERE m.endpoint_name = $1 AND starts_with($2, m.name || ': ') AND r.state = 'done' AND d.verdict <> 'too-few'
       AND r.window_end <= $3 AND r.window_end > $3 - interval '10 days'
     ORDER BY m.id, d."column", d.slice, r.window_end DESC`,
    [endpoint, subject, endedBy],
  );
  return rows;
}

export async function findColumn(runId: string, slice: string, column: string) {
  const key = { runId_slice_column: { runId, slice, column } };
  const [profile, drift] = await Promise.all([
    prisma().monitorProfile.findUnique({ where: key }),
    prisma().monitorDrift.findUnique({ where: key }),
  ]);
  return profile === null ? null : { profile: profile.profile, finding: drift?.finding ?? null };
}
