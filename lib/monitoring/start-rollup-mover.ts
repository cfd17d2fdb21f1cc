import { log } from '../platform/log.ts';
import { moveLive } from './rollups/move-live.ts';

const everyMs = 10_000;

/** Moves what was counted into the levels, now and again, until it is told to stop. Any number of workers may do so. */
export function startRollupMover(): { stop(): Promise<void> } {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = move();

  async function move(): Promise<void> {
    try {
      await moveLive(ended.signal);
    } catch (error) {
      log.error('could not move what was counted into the levels', { error });
    }
    if (ended.signal.aborted) return;
    timer = setTimeout(() => {
      running = move();
    }, everyMs).unref();
  }

  return {
    async stop() {
      ended.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
