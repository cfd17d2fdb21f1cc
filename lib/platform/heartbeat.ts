/** Each process leaves a sign of life in PostgreSQL, so that any other can tell whether it works. */
import { pool } from './db.ts';
import { log } from './log.ts';
import { processId } from './process-id.ts';

export type ProcessKind = 'server' | 'worker';

const intervalMs = 2000;
/** Older than this, a process counts as gone. */
export const staleAfterMs = 10_000;

async function beat(id: string, kind: ProcessKind): Promise<void> {
  await pool().query(
    `INSERT INTO heartbeat (process_id, kind, started_at, seen_at) VALUES ($1, $2, now(), now())
     ON CONFLICT (process_id) DO UPDATE SET seen_at = now()`,
    [id, kind],
  );
}

/** Beats now and every two seconds. `stop` takes the row away, so an orderly exit never looks like a crash. */
export async function startHeartbeat(kind: ProcessKind): Promise<{ stop(): Promise<void> }> {
  const id = processId();
  await beat(id, kind);
  await pool().query(`DELETE FROM heartbeat WHERE seen_at < now() - interval '1 day'`);
  let pending: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    pending = beat(id, kind).catch((error: unknown) => {
      log.warn('could not record a sign of life', { kind, error });
    });
  }, intervalMs);
  return {
    async stop() {
      clearInterval(timer);
      await pending;
      await pool().query('DELETE FROM heartbeat WHERE process_id = $1', [id]);
    },
  };
}

/** Milliseconds since the youngest process of this kind was seen, by PostgreSQL's clock; `null` when there is none. */
export async function heartbeatAgeMs(kind: ProcessKind): Promise<number | null> {
  const result = await pool().query<{ age: number | null }>(
    `SELECT (extract(epoch FROM now() - max(seen_at)) * 1000)::float8 AS age FROM heartbeat WHERE kind = $1`,
    [kind],
  );
  return result.rows[0]?.age ?? null;
}

/** How many processes of this kind showed a sign of life lately. */
export async function liveProcesses(kind: ProcessKind): Promise<number> {
  const result = await pool().query<{ count: number }>(
    `SELECT count(*)::int FROM heartbeat WHERE kind = $1 AND seen_at > now() - make_interval(secs => $2)`,
    [kind, staleAfterMs / 1000],
  );
  return result.rows[0]?.count ?? 0;
}

/** Whether the process of this id showed a sign of life lately. */
export async function processAlive(id: string): Promise<boolean> {
  const result = await pool().query(
    `SELECT 1 FROM heartbeat WHERE process_id = $1 AND seen_at > now() - make_interval(secs => $2)`,
    [id, staleAfterMs / 1000],
  );
  return result.rowCount === 1;
}
