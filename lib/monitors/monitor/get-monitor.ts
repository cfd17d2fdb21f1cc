import type { Caller } from '../../access/index.ts';
import type { Monitor } from '../monitor-schemas.ts';
import { driftsOf, judgedWindows, lastRuns } from '../runs/read-store.ts';
import { environmentsOf, type MonitorRow } from './monitor-store.ts';
import { presentMonitor } from './present-monitor.ts';
import { requireMonitor } from './require-monitor.ts';

/** Throws `not_found`. */
export async function getMonitor(caller: Caller, id: string): Promise<Monitor> {
  const row = await requireMonitor(caller, id, 'dashboards.read');
  const [monitor] = await withLastRuns([row]);
  if (monitor === undefined) throw new Error('A monitor was lost while it was read.');
  return monitor;
}

/** Told with a monitor, for a glance. */
const recentWindows = 30;

/** With what their last windows said. */
export async function withLastRuns(rows: readonly MonitorRow[]): Promise<Monitor[]> {
  const ids = rows.map(({ id }) => id);
  const [environments, { last, running }, windows] = await Promise.all([
    environmentsOf(rows.map(({ endpointName }) => endpointName)),
    lastRuns(ids),
    judgedWindows(ids, recentWindows),
  ]);
  const drifts = await driftsOf(
    [...last.values()].map(({ id }) => id),
    { slices: false },
  );
  return rows.map((row) => {
    const run = last.get(row.id) ?? null;
    return presentMonitor(row, {
      environment: environments.get(row.endpointName) ?? null,
      last: run,
      running: running.get(row.id) ?? 0,
      drifts: drifts.filter(({ runId }) => runId === run?.id),
      windows: windows.filter(({ monitorId }) => monitorId === row.id),
    });
  });
}
