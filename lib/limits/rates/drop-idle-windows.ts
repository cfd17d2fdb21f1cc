import { deleteWindowsBefore } from './rule-store.ts';

/** Longer than any window, and than any clock is set back by accident. */
const keptMs = 2 * 86_400_000;

/** Forgets subjects that asked for nothing in two days and owe nothing. */
export async function dropIdleWindows(now: Date, signal: AbortSignal): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  while (!signal.aborted) {
    if ((await deleteWindowsBefore(before)) === 0) return;
  }
}
