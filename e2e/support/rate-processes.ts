/** Real processes that share rate limits through one PostgreSQL. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export type RateCommand =
  | { do: 'take'; times: number; tag: string; parallel: boolean; tokens: number }
  /** Ends all answers that are under way, each with so many tokens. */
  | { do: 'settle'; tokens: number }
  /** Loses the database for good. */
  | { do: 'cut' }
  | { do: 'stop' };

export interface RateResult {
  admitted: number;
  /** Refusals by reason. */
  reasons: Record<string, number>;
  health: 'ok' | 'cut-off';
}

export interface RateProcess {
  /** Each request is estimated at so many tokens; none, if not said. */
  take(times: number, tag: string, how?: { parallel?: boolean; tokens?: number }): Promise<RateResult>;
  settle(tokens: number): Promise<void>;
  cut(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRateProcess(env: Record<string, string> = {}): Promise<RateProcess> {
  const child = fork(path.join(import.meta.dirname, 'rate-process.ts'), {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  await result(child);
  const ended = once(child, 'exit');
  return {
    async take(times, tag, { parallel = true, tokens = 0 } = {}) {
      child.send({ do: 'take', times, tag, parallel, tokens } satisfies RateCommand);
      return result(child);
    },
    async settle(tokens) {
      child.send({ do: 'settle', tokens } satisfies RateCommand);
      await result(child);
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
