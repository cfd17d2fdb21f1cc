/** The parts that everything rests on. */
import { queueStates } from '../../jobs/index.ts';
import { liveProcesses } from '../../platform/heartbeat.ts';
import { answersPing } from '../ping-store.ts';
import type { CheckDefinition } from '../schemas.ts';
import { failed, passed, type Tried } from './outcome.ts';

export async function tryQueue({
  maxWaitSeconds,
  maxFailed,
}: Extract<CheckDefinition, { kind: 'queue' }>): Promise<Tried> {
  const queues = await queueStates();
  const late = queues.filter(({ oldestSeconds }) => oldestSeconds > maxWaitSeconds);
  const [slowest] = late.sort((a, b) => b.oldestSeconds - a.oldestSeconds);
  if (slowest !== undefined) {
    const { name, waiting, oldestSeconds } = slowest;
    return failed(
      `${waiting} ${waiting === 1 ? 'job waits' : 'jobs wait'} in "${name}", the first for ${Math.round(oldestSeconds)} s.`,
    );
  }
  const gaveUp = queues.reduce((sum, queue) => sum + queue.failedLastHour, 0);
  if (gaveUp > maxFailed) {
    const [worst] = queues.sort((a, b) => b.failedLastHour - a.failedLastHour);
    return failed(`${gaveUp} jobs failed within an hour, most of them in "${worst?.name ?? ''}".`);
  }
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  return passed(waiting === 0 ? 'Nothing waits.' : `${waiting} jobs wait, none for too long.`);
}

export async function tryProcesses({
  minWorkers,
  minServers,
}: Extract<CheckDefinition, { kind: 'worker' }>): Promise<Tried> {
  const [workers, servers] = await Promise.all([liveProcesses('worker'), liveProcesses('server')]);
  const message = `${count(workers, 'worker')} and ${count(servers, 'server')} show that they live.`;
  return workers < minWorkers || servers < minServers ? failed(message) : passed(message);
}

function count(number: number, what: string): string {
  return `${number === 0 ? 'No' : number} ${what}${number === 1 ? '' : 's'}`;
}

export async function tryDatabase(): Promise<Tried> {
  await answersPing();
  return passed('PostgreSQL answers.');
}
