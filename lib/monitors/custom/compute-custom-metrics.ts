import { writeGauges } from '../../monitoring/index.ts';
import { log } from '../../platform/log.ts';
import { FormulaError } from '../formula/formula-error.ts';
import { databaseNow, type Window, windowsBefore } from '../schedule/windows-store.ts';
import { computeValue } from './compute-value.ts';
import {
  type CustomMetricRow,
  claimMetric,
  metricsOf,
  noteComputed,
  noteMetricFailure,
} from './custom-store.ts';

/** Windows of the past a new metric is computed for. */
const backfill = { hour: 48, day: 30 } as const;
/** Rows are written when their answers end. */
const settleMinutes = 5;

/** Computes every metric whose window is over; the last window again, for rows that came late. */
export async function computeCustomMetrics(signal: AbortSignal): Promise<void> {
  const since = await databaseNow();
  for (;;) {
    signal.throwIfAborted();
    const metric = await claimMetric(since);
    if (metric === null) return;
    try {
      await computeMetric(metric, since, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const said = error instanceof FormulaError ? error.message : 'Computing it failed; it is tried again.';
      await noteMetricFailure(metric.id, said);
      if (!(error instanceof FormulaError)) log.warn('a custom metric failed', { metric: metric.id, error });
    }
  }
}

async function computeMetric(metric: CustomMetricRow, now: Date, signal: AbortSignal): Promise<void> {
  const others = await metricsOf(metric.endpointName);
  const windows = await windowsToDo(metric, now);
  for (const window of windows) {
    signal.throwIfAborted();
    const { value } = await computeValue(metric, others, window);
    // Without a value there is a gap, not a zero.
    if (value === null) continue;
    const sample = { endpoint: metric.endpointName, subject: metric.name, at: window.end, value };
    await writeGauges([{ ...sample, metric: 'custom' }]);
  }
  await noteComputed(metric.id, windows.at(-1)?.end ?? now);
}

/** Oldest first. */
async function windowsToDo(metric: CustomMetricRow, now: Date): Promise<Window[]> {
  const granularity = metric.granularity === 'day' ? 'day' : 'hour';
  const settled = new Date(now.getTime() - settleMinutes * 60_000);
  const windows = await windowsBefore(settled, { granularity, timeZone: 'UTC' }, backfill[granularity]);
  const through = metric.computedThrough;
  return windows.filter(({ end }) => through === null || end >= through).reverse();
}
