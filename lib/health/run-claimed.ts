import { log } from '../platform/log.ts';
import { type ClaimedCheck, releaseRun } from './check-store.ts';
import { writeRun } from './history-store.ts';
import { nextDue } from './next-due.ts';
import { nextState } from './next-state.ts';
import { scheduleOf } from './present.ts';
import { reportRun } from './report-run.ts';
import { runCheck } from './run-check.ts';
import { definitionOf } from './save-check.ts';

/** Runs a check that this process holds, and writes down how it went. Throws only when `stop` aborts. */
export async function runClaimed(check: ClaimedCheck, stop: AbortSignal): Promise<void> {
  const { name, timeoutMs } = check;
  try {
    const run = await runCheck({ name, definition: definitionOf(check), timeoutMs }, stop);
    const progress = nextState(check, run.passed, check);
    const ended = new Date(check.startedAt.getTime() + run.latencyMs);
    const dueAt = nextDue(scheduleOf(check), check.dueAt, ended);
    const written = await writeRun({ check, ...run, progress, dueAt });
    if (!written) return log.debug('a run of a health check was overtaken', { check: name });
    await reportRun(check, run);
  } catch (error) {
    // What fails here for another reason would fail again at once: it is left until its time as a run is over.
    if (stop.aborted) await releaseRun(check);
    throw error;
  }
}
