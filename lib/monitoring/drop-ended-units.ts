import { deleteUnitsEndedBefore } from './arm-unit-store.ts';

const keptMs = 30 * 86_400_000;

/**
 * Forgets which units an arm saw under configurations that ended more than 30 days ago: they are counted, and no request of
 * theirs is in flight any more.
 */
export async function dropEndedUnits(now: Date, signal: AbortSignal): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  while (!signal.aborted) {
    if ((await deleteUnitsEndedBefore(before)) === 0) return;
  }
}
