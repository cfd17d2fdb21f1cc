/** Windows of monitors, as they are claimed and written. Leases go by its clock, the one that all workers share. */
import { pgTransaction, pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { DriftFinding } from '../drift-schemas.ts';
import type { ColumnProfile } from '../profile-schemas.ts';
import type { Window } from '../schedule/windows-store.ts';

/** Longer than anything between two checkpoints may take: who holds a window past it has died. */
export const leaseSeconds = 120;
export const maxAttempts = 5;

/** A window in the hands of one worker. */
export interface Claim {
  runId: string;
  claim: string;
}

/**
 * Takes a window in hand: a new one, one whose worker died, one that failed, or one that is done but was not final. Null when
 * another worker has it or nothing is left to do, `gone` when the monitor was deleted. `again` takes one that is done, too.
 */
export async function claimWindow(
  monitorId: string,
  window: Window,
  { final, again }: { final: boolean; again: boolean },
): Promise<Claim | 'gone' | null> {
  const claim = newId();
  const { rows } = await pool().query<{ id: string | null }>(
    `WITH m AS (SELECT id FROM monitor WHERE id = $2 FOR KEY SHARE), taken AS (
     INSERT INTO monitor_run AS r (id, monitor_id, window_start, window_end, state, lease_until, claim)
     SELECT $1, m.id, $3, $4, 'running', now() + $6 * interval '1 second', $5 FROM m
     ON CONFLICT (monitor_id, window_start) DO UPDATE
       SET state = 'running', claim = $5, lease_until = now() + $6 * interval '1 second', window_end = $4,
           attempts = CASE WHEN r.state = 'done' THEN 1 ELSE r.attempts + 1 END, started_at = now(), error = NULL
       WHERE (r.state = 'running' AND r.lease_until < now() AND r.attempts < $7)
          OR (r.state = 'failed' AND (r.attempts < $7 OR $9))
          OR (r.state = 'done' AND ((NOT r.final AND $8) OR $9))
     RETURNING id)
     SELECT (SELECT id FROM taken) AS id FROM m`,
    [newId(), monitorId, window.start, window.end, claim, leaseSeconds, maxAttempts, final, again],
  );
  const [row] = rows;
  if (row === undefined) return 'gone';
  return row.id === null ? null : { runId: row.id, claim };
}

/** Holds on to a window. False when it was taken away, or the monitor is gone. */
export async function renewClaim({ runId, claim }: Claim): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE monitor_run SET lease_until = now() + $3 * interval '1 second'
     WHERE id = $1 AND claim = $2 AND state = 'running'`,
    [runId, claim, leaseSeconds],
  );
  return rowCount === 1;
}

export interface ColumnResult {
  slice: string;
  column: string;
  profile: ColumnProfile;
  finding: DriftFinding | null;
}

export interface RunResult {
  baseline: Window | null;
  rows: number;
  sampled: number;
  baselineRows: number;
  baselineSampled: number;
  slicesLeft: number;
  columns: ColumnResult[];
}

/** Writes what a window holds in place of what was known of it. False when it was taken away meanwhile. */
export async function finishRun(
  { runId, claim }: Claim,
  result: RunResult,
  final: boolean,
): Promise<boolean> {
  const drifting = result.columns.filter(({ slice, finding }) => slice === '' && isDrift(finding)).length;
  return pgTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE monitor_run SET state = 'done', final = $3, finished_at = now(), error = NULL,
         baseline_start = $4, baseline_end = $5, row_count = $6, sampled = $7, baseline_rows = $8, baseline_sampled = $9,
         slices_left = $10, drifting = $11
       WHERE id = $1 AND claim = $2 AND state = 'running'`,
      [
        runId,
        claim,
        final,
        result.baseline?.start ?? null,
        result.baseline?.end ?? null,
        result.rows,
        result.sampled,
        result.baselineRows,
        result.baselineSampled,
        result.slicesLeft,
        drifting,
      ],
    );
    if (rowCount !== 1) return false;
    await client.query('DELETE FROM monitor_profile WHERE run_id = $1', [runId]);
    await client.query('DELETE FROM monitor_drift WHERE run_id = $1', [runId]);
    await client.query(
      `INSERT INTO monitor_profile (run_id, slice, "column", profile)
       SELECT $1, slice, "column", profile FROM jsonb_to_recordset($2) AS x(slice text, "column" text, profile jsonb)`,
      [runId, JSON.stringify(result.columns, storable)],
    );
    await client.query(
      `INSERT INTO monitor_drift (run_id, slice, "column", verdict, size, effect, p_value, words, finding)
       SELECT $1, slice, "column", finding->>'verdict', finding->>'size', (finding->>'effect')::float8,
              (finding->>'adjustedPValue')::float8, finding->>'words', finding
       FROM jsonb_to_recordset($2) AS x(slice text, "column" text, finding jsonb)`,
      [
        runId,
        JSON.stringify(
          result.columns.filter(({ finding }) => finding !== null),
          storable,
        ),
      ],
    );
    return true;
  });
}

export const isDrift = (finding: { verdict: string } | null): boolean =>
  finding?.verdict === 'drift' || finding?.verdict === 'missing';

/** PostgreSQL stores neither NUL nor half a character. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\u0000', '\ufffd').toWellFormed() : value;

export async function failRun({ runId, claim }: Claim, error: string): Promise<void> {
  await pool().query(
    `UPDATE monitor_run SET state = 'failed', error = $3, finished_at = now(), lease_until = now()
     WHERE id = $1 AND claim = $2 AND state = 'running'`,
    [runId, claim, error.slice(0, 500)],
  );
}

/** When the endpoint was first asked; null when it never was. */
export async function firstRowAt(endpoint: string): Promise<Date | null> {
  const { rows } = await pool().query<{ at: Date }>(
    'SELECT at FROM inference WHERE endpoint_name = $1 ORDER BY id LIMIT 1',
    [endpoint],
  );
  return rows[0]?.at ?? null;
}

/** Monitors with a window whose worker died, or that failed a minute ago, and that may be tried again. */
export async function monitorsToRetry(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT DISTINCT monitor_id AS id FROM monitor_run
     WHERE attempts < $1 AND ((state = 'running' AND lease_until < now())
       OR (state = 'failed' AND finished_at < now() - interval '1 minute')) LIMIT 100`,
    [maxAttempts],
  );
  return rows.map(({ id }) => id);
}

/** Gives up windows on which every worker died. */
export async function giveUpRuns(): Promise<void> {
  await pool().query(
    `UPDATE monitor_run SET state = 'failed', finished_at = now(),
       error = 'The worker stopped on every try. Look for its cause in the log, then run the monitor again.'
     WHERE state = 'running' AND lease_until < now() AND attempts >= $1`,
    [maxAttempts],
  );
}

/** Windows of hours are kept for five weeks, of days and weeks for thirteen months. */
export async function purgeRuns(): Promise<void> {
  await pool().query(
    `DELETE FROM monitor_run r USING monitor m WHERE m.id = r.monitor_id
       AND r.window_end < now() - CASE WHEN m.granularity = 'hour' THEN interval '35 days' ELSE interval '400 days' END`,
  );
}
