/** Rows that drift, and monitors that look at them now. Import after `test-database.ts`. */
import { runMonitor } from '../../lib/monitors/runs/run-monitor.ts';

export { insertRows, type RowSql } from '../../lib/monitors/test-rows.ts';

/** Computes every window that is over, the newest once more. */
export function judgeWindows(monitorId: string): Promise<void> {
  return runMonitor(monitorId, { signal: new AbortController().signal, again: true });
}
