/** Real processes that share rate limits through one PostgreSQL. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type RateCommand =
  | { do: 'take'; times: number; tag: string; parallel: boolean }
  /** Loses the database for good. */
  | { do: 'cut' }
  | { do: 'stop' };

export interface RateResult {
  admitted: number;
  /** Refusals by reason. */
  reasons: Record<string, number>;
}

export interface RateProcess {
  take(times: number, tag: string, how?: { parallel: boolean }): Promise<RateResult>;
  cut(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRateProcess(): Promise<RateProcess> {
  const child = fork(path.join(import.meta.dirname, 'rate-process.ts'), { stdio: 'inherit' });
  await result(child);
  const ended = once(child, 'exit');
  return {
    async take(times, tag, { parallel } = { parallel: true }) {
      child.send({ do: 'take', times, tag, parallel } satisfies RateCommand);
      return result(child);
    },
    async cut() {
      child.send({ do: 'cut' } satisfies RateCommand);
      await result(child);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      if (child.connected) child.send({ do: 'stop' } satisfies RateCommand);
      await ended;
    },
  };
}

async function result(child: ChildProcess): Promise<RateResult> {
  const told = Promise.withResolvers<RateResult>();
  const onMessage = (message: unknown) => told.resolve(message as RateResult);
  const onExit = () => told.reject(new Error('the process ended before it answered'));
  child.once('message', onMessage);
  child.once('exit', onExit);
  try {
    return await told.promise;
  } finally {
    child.off('message', onMessage);
    child.off('exit', onExit);
  }
}
