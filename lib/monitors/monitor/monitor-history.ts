import { z } from 'zod';
import type { Caller } from '../../access/index.ts';
import { columnLabel } from '../columns.ts';
import { effectSizes, verdicts } from '../drift-schemas.ts';
import type { MonitorHistory } from '../monitor-schemas.ts';
import { type DriftRow, driftsOf, recentRuns } from '../runs/read-store.ts';
import { withLastRuns } from './get-monitor.ts';
import { presentRun } from './present-monitor.ts';
import { requireMonitor } from './require-monitor.ts';

/** The last windows of a monitor and how each column was judged in them; columns in the order they are watched. */
export async function monitorHistory(caller: Caller, id: string, windows: number): Promise<MonitorHistory> {
  const row = await requireMonitor(caller, id, 'dashboards.read');
  const runs = (await recentRuns(id, windows)).reverse();
  const [[monitor], drifts] = await Promise.all([
    withLastRuns([row]),
    driftsOf(
      runs.map((run) => run.id),
      { slices: false },
    ),
  ]);
  if (monitor === undefined) throw new Error('A monitor was lost while it was read.');
  const past = drifts.map(({ column }) => column).filter((column) => !row.columns.includes(column));
  const order = runs.map((run) => run.id);
  return {
    monitor,
    runs: runs.map(presentRun),
    columns: [...row.columns, ...new Set(past)].map((column) => ({
      column,
      label: columnLabel(column),
      cells: drifts
        .filter((drift) => drift.column === column)
        .sort((a, b) => order.indexOf(a.runId) - order.indexOf(b.runId))
        .map(cell),
    })),
  };
}

const cell = ({ runId, verdict, size, effect }: DriftRow) => ({
  runId,
  verdict: z.enum(verdicts).parse(verdict),
  size: z.enum(effectSizes).parse(size),
  effect,
});
