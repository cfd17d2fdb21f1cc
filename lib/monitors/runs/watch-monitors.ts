import { enqueue } from '../../jobs/index.ts';
import { runMonitorJob } from '../jobs.ts';
import { ensureDefaults } from '../monitor/ensure-defaults.ts';
import { abandoned, setNextRun, takeDue, transaction } from '../monitor/monitor-store.ts';
import { nextRun } from '../schedule/read-schedule.ts';

const atOnce = 100;

/** Every minute: what is due by its schedule, and windows whose worker died. */
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
  const left = await abandoned();
  if (left.length === 0) return;
  await transaction(async (tx) => {
    for (const id of left) await enqueue(tx, runMonitorJob, { monitorId: id, again: false }, { key: id });
  });
}
