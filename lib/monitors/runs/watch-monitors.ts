import { enqueue } from '../../jobs/index.ts';
import { runMonitorJob } from '../jobs.ts';
import { ensureDefaults } from '../monitor/ensure-defaults.ts';
import { setNextRun, takeDue, transaction } from '../monitor/monitor-store.ts';
import { nextRun } from '../schedule/read-schedule.ts';
import { giveUpRuns, monitorsToRetry } from './run-store.ts';

const atOnce = 100;

/** Every minute: what is due by its schedule, and windows whose worker died or that failed. */
export async function watchMonitors(): Promise<void> {
  await ensureDefaults();
  for (;;) {
    const taken = await transaction(async (tx) => {
      const due = await takeDue(tx, atOnce);
      for (const { id, schedule, timeZone } of due) {
        await enqueue(tx, runMonitorJob, { monitorId: id, again: false }, { key: id });
        await setNextRun(tx, id, nextRun(schedule, timeZone, new Date()));
      }
      return due.length;
    });
    if (taken < atOnce) break;
  }
  await giveUpRuns();
  const left = await monitorsToRetry();
  if (left.length === 0) return;
  await transaction(async (tx) => {
    for (const id of left) await enqueue(tx, runMonitorJob, { monitorId: id, again: false }, { key: id });
  });
}
