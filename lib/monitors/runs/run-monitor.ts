import { writeGauges } from '../../monitoring/index.ts';
import type { GaugeSample } from '../../monitoring/schemas.ts';
import { AppError } from '../../platform/errors.ts';
import { log } from '../../platform/log.ts';
import { environmentOf, findMonitor, type MonitorRow } from '../monitor/monitor-store.ts';
import { settingsOf } from '../monitor/present-monitor.ts';
import type { Granularity } from '../monitor-schemas.ts';
import { databaseNow, type Window, windowsBefore } from '../schedule/windows-store.ts';
import { computeWindow } from './compute-window.ts';
import {
  type Claim,
  type ColumnResult,
  claimWindow,
  failRun,
  finishRun,
  firstRowAt,
  isDrift,
  renewClaim,
} from './run-store.ts';
import { subjectOf } from './subject.ts';

const minute = 60_000;

/**
 * Windows looked back at; how long after its end a window is first computed, because rows are written when their answers end;
 * and after how long once more, for rows that came later still.
 */
const pace: Record<Granularity, { backfill: number; settleMinutes: number; finalMinutes: number }> = {
  hour: { backfill: 48, settleMinutes: 5, finalMinutes: 120 },
  day: { backfill: 30, settleMinutes: 10, finalMinutes: 12 * 60 },
  week: { backfill: 12, settleMinutes: 10, finalMinutes: 24 * 60 },
};

/** Far below the lease, and not a statement for each of a thousand comparisons. */
const renewEveryMs = 2000;

/** Columns of slices written as gauges for one window: of the most frequent values, the same ones each time. */
const maxSliceGauges = 50;

export interface MonitorWork {
  signal: AbortSignal;
  /** Computes the newest window even when it is done. */
  again?: boolean;
}

/** Computes every window that is due and that nobody else computes, oldest first. Can be repeated at any point. */
export async function runMonitor(id: string, { signal, again = false }: MonitorWork): Promise<void> {
  const monitor = await findMonitor(id);
  if (monitor === null || !(monitor.enabled || again)) return;
  // Of an endpoint that is gone rows are left, and nobody asks about them.
  if ((await environmentOf(monitor.endpointName)) === null) return;
  const granularity = settingsOf(monitor).granularity;
  const { finalMinutes } = pace[granularity];
  const now = await databaseNow();
  const due = await dueWindows(monitor, now);
  for (const [i, window] of due.entries()) {
    signal.throwIfAborted();
    const final = now.getTime() >= window.end.getTime() + finalMinutes * minute;
    const claim = await claimWindow(id, window, { final, again: again && i === due.length - 1 });
    if (claim === 'gone') return;
    if (claim !== null) await runWindow({ monitor, window, claim, final, signal });
  }
}

/** Oldest first; none from before the endpoint was asked anything. */
async function dueWindows(monitor: MonitorRow, now: Date): Promise<Window[]> {
  const first = await firstRowAt(monitor.endpointName);
  if (first === null) return [];
  const { granularity, timeZone } = settingsOf(monitor);
  const { backfill, settleMinutes } = pace[granularity];
  const settled = new Date(now.getTime() - settleMinutes * minute);
  const windows = await windowsBefore(settled, { granularity, timeZone }, backfill);
  return windows.filter(({ end }) => end > first).reverse();
}

interface WindowWork {
  monitor: MonitorRow;
  window: Window;
  claim: Claim;
  final: boolean;
  signal: AbortSignal;
}

async function runWindow({ monitor, window, claim, final, signal }: WindowWork): Promise<void> {
  let renewed = performance.now();
  const checkpoint = async () => {
    await breathe();
    signal.throwIfAborted();
    if (performance.now() - renewed < renewEveryMs) return;
    renewed = performance.now();
    if (!(await renewClaim(claim))) throw new LostWindow();
  };
  try {
    const settings = settingsOf(monitor);
    const result = await computeWindow({ ...settings, endpoint: monitor.endpointName }, window, checkpoint);
    if (!(await finishRun(claim, result, final))) return;
    await writeGauges(gaugesOf(monitor, window, result.columns));
  } catch (error) {
    if (error instanceof LostWindow) return;
    await failRun(
      claim,
      error instanceof AppError ? error.message : 'Computing this window failed; it is tried again.',
    );
    if (signal.aborted) throw error;
    log.warn('a window of a monitor failed', { monitor: monitor.id, error });
  }
}

/** A comparison may take a good part of a second; other jobs of the process go on between two. */
const breathe = () => new Promise((resolve) => setImmediate(resolve));

/** Another worker has the window, or the monitor was deleted. */
class LostWindow extends Error {}

function gaugesOf(monitor: MonitorRow, { end }: Window, columns: readonly ColumnResult[]): GaugeSample[] {
  const judged = columns.filter(({ finding }) => finding !== null && finding.verdict !== 'too-few');
  const whole = judged.filter(({ slice }) => slice === '');
  const slices = judged.filter(({ slice }) => slice !== '').slice(0, maxSliceGauges);
  return [...whole, ...slices].flatMap(({ slice, column, finding }) => {
    const subject = subjectOf(monitor.name, column, slice);
    const sample = { endpoint: monitor.endpointName, subject, at: end };
    return [
      { ...sample, metric: 'drift_effect', value: finding?.effect ?? 0 },
      { ...sample, metric: 'drifting', value: isDrift(finding) ? 1 : 0 },
    ] as const;
  });
}
