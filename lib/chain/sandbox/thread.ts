/** The entry of a sandbox thread: takes tasks one after the other. */
import { parentPort } from 'node:worker_threads';
import { Interpreters } from './interpreters.ts';
import type { SandboxTask, ThreadReply } from './messages.ts';
import { runModule } from './run-module.ts';

const interpreters = new Interpreters();
// The default of a step: the first call then waits for the thread alone.
await interpreters.take(16);

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function say(reply: ThreadReply): void {
  parentPort?.postMessage(reply);
}

parentPort?.on('message', async (task: SandboxTask) => {
  const outcome = runModule(await interpreters.take(task.memoryMb), task, cpuMs);
  if (!outcome.ok && outcome.kind === 'memory') interpreters.drop(task.memoryMb);
  say({ kind: 'done', outcome });
});
say({ kind: 'ready' });
