/** Monitors of planted rows, for tests. Import after `test-database.ts`. */
import { admin } from '../../e2e/support/registry.ts';
import { createMonitor, getMonitor } from './index.ts';
import { runMonitor } from './runs/run-monitor.ts';
import { createMonitorSchema } from './schemas.ts';
import { insertRows, midnight, plainEndpoint, type RowSql } from './test-rows.ts';

export const never = { signal: new AbortController().signal };

export const input = (endpoint: string, change: Record<string, unknown> = {}) =>
  createMonitorSchema.parse({
    endpoint,
    name: 'Watch',
    columns: ['answer_length', 'language', 'declined', 'question_meaning', 'latency', 'retrieval_score'],
    granularity: 'day',
    schedule: '15 1 * * *',
    baseline: { kind: 'previous', windows: 3 },
    ...change,
  });

/** Rows of whole days ago. */
export const rowsOn = (endpoint: string, daysAgo: number, count: number, set: RowSql = {}) =>
  insertRows(endpoint, { from: midnight(daysAgo), to: midnight(daysAgo - 1), count, set });

export async function watched(
  days: { ago: number; count: number; set?: RowSql }[],
  change: Record<string, unknown> = {},
) {
  const endpoint = await plainEndpoint();
  for (const { ago, count, set } of days) await rowsOn(endpoint, ago, count, set);
  const monitor = await createMonitor(admin, input(endpoint, change));
  await runMonitor(monitor.id, never);
  return { endpoint, monitor: await getMonitor(admin, monitor.id) };
}
