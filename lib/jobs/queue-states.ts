import { pool } from '../platform/db.ts';
import { queueSchema } from './queue.ts';

export interface QueueState {
  /** Name of the job. */
  name: string;
  /** Jobs that could run now and do not yet. */
  waiting: number;
  /** How long the first of them has waited; 0 without any. */
  oldestSeconds: number;
  running: number;
  /** Gave up within the last hour, after all their tries. */
  failedLastHour: number;
}

/** How full each queue is, by PostgreSQL's clock. Empty before the first process made the queues. */
export async function queueStates(): Promise<QueueState[]> {
  const known = await pool().query<{ known: boolean }>('SELECT to_regclass($1) IS NOT NULL AS known', [
    `${queueSchema}.job`,
  ]);
  if (known.rows[0]?.known !== true) return [];
  const result = await pool().query<QueueState>(
    `SELECT q.name, count(j.*) FILTER (WHERE j.state < 'active')::int AS waiting,
       greatest(0, coalesce(extract(epoch FROM now() - min(greatest(j.created_on, j.start_after))
         FILTER (WHERE j.state < 'active')), 0))::float8 AS "oldestSeconds",
       count(j.*) FILTER (WHERE j.state = 'active')::int AS running,
       count(j.*) FILTER (WHERE j.state = 'failed')::int AS "failedLastHour"
     FROM ${queueSchema}.queue q LEFT JOIN LATERAL (
       SELECT state, created_on, start_after FROM ${queueSchema}.job
       WHERE name = q.name AND (state < 'active' AND start_after <= now() OR state = 'active'
         OR state = 'failed' AND completed_on > now() - interval '1 hour')
     ) j ON true
     WHERE q.name NOT LIKE '\\_\\_%'
     GROUP BY q.name ORDER BY q.name`,
  );
  return result.rows;
}
