/** A process that admits requests as it is told. See `startAdmitters`. */
import { closeDatabase } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { runShutdownHooks } from '../../lib/platform/lifecycle.ts';
import type { Task, TaskResult } from './admitters.ts';
import { arms } from './arms.ts';

/** Calls come evenly, `perSecond` of them, whether or not earlier ones are done. */
async function run({ arm, calls, perSecond }: Task): Promise<TaskResult> {
  const admit = arms[arm];
  const ms: number[] = [];
  let admitted = 0;
  const begun = performance.now();
  const ask = async () => {
    const started = performance.now();
    if (await admit()) admitted += 1;
    ms.push(performance.now() - started);
  };
  const running: Promise<void>[] = [];
  while (running.length < calls) {
    const due = Math.min(calls, Math.ceil(((performance.now() - begun) / 1000) * perSecond));
    while (running.length < due) running.push(ask());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(running);
  return { admitted, ms, seconds: (performance.now() - begun) / 1000 };
}

process.on('message', (task: Task | 'stop') => {
  void (async () => {
    if (task !== 'stop') {
      process.send?.(await run(task));
      return;
    }
    await runShutdownHooks(2000);
    await closeEvents();
    await closeDatabase();
    process.disconnect();
  })();
});
process.send?.('ready');
