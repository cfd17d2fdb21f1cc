/** Keeps the embedded PostgreSQL running: one that ends by itself is started again on its port, so that pools find it. */
import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedPostgres } from '../../lib/platform/postgres.ts';

const pollMs = 500;
const firstDelayMs = 250;
const longestDelayMs = 8000;

/** Wait before try number `failures` + 1, in ms. A server that was killed needs a moment to let go of its memory. */
export function retryDelay(failures: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** failures);
}

export interface KeptPostgres {
  /** Stops watching, then the server. */
  stop(): Promise<void>;
}

export interface PostgresHandling {
  /** Starts the server of the same data folder on `port`. */
  start(port: number): Promise<unknown>;
  onDown(): void;
  /** Called once for each new reason; trying goes on. */
  onFailure(error: unknown): void;
  onUp(): void;
}

export function keepPostgres(postgres: EmbeddedPostgres, handling: PostgresHandling): KeptPostgres {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pause = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);

  async function revive(): Promise<void> {
    let reason = '';
    for (let failures = 0; !signal.aborted; failures++) {
      await pause(retryDelay(failures));
      if (signal.aborted) return;
      try {
        await handling.start(postgres.port);
        handling.onUp();
        return;
      } catch (error) {
        if (String(error) !== reason) handling.onFailure(error);
        reason = String(error);
      }
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await pause(pollMs);
      if (signal.aborted || (await postgres.isRunning())) continue;
      handling.onDown();
      await revive();
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopping.abort();
      await watching;
      await postgres.stop();
    },
  };
}
