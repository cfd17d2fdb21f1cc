/** A process that admits requests as it is told. See `startAdmitters`. */
import { closeDatabase } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { runShutdownHooks } from '../../lib/platform/lifecycle.ts';
import type { Task, TaskResult } from './admitters.ts';
import { arms } from './arms.ts';

/**
 * Calls come evenly, `perSecond` of them, whether or not earlier ones are done; each in a turn of the event loop of its own,
 * as requests do, so that those that are late together do not wait for each other's part in memory.
 */
async function run({ arm, warmUp, calls, perSecond }: Task): Promise<TaskResult> {
  const admit = arms[arm];
  const ms: number[] = [];
  let admitted = 0;
  let waited = 0;
  let turn = 0;
  const begun = performance.now();
  const ask = async (measured: boolean) => {
    const started = performance.now();
    const asked = turn;
    const letIn = await admit();
    if (!measured) return;
    ms.push(performance.now() - started);
    if (letIn) admitted += 1;
    if (turn !== asked) waited += 1;
  };
  const running: Promise<void>[] = [];
  const all = warmUp + calls;
  while (running.length < all) {
    const due = Math.ceil(((performance.now() - begun) / 1000) * perSecond);
    if (running.length < due) running.push(ask(running.length >= warmUp));
    await new Promise((resolve) => setImmediate(resolve));
    turn += 1;
  }
  await Promise.all(running);
  return { admitted, ms, waited, seconds: (performance.now() - begun) / 1000 };
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
