import { log } from '../platform/log.ts';
import { liveAtLeast } from './rollups/live-store.ts';
import { moveLive } from './rollups/move-live.ts';

const lookEveryMs = 10_000;
/** A move writes every level of each series that was busy, so few are better; what waits costs each reading a little. */
const moveEveryMs = 120_000;
const mostWaiting = 1000;

/** Moves what was counted into the levels, every two minutes or when much waits, until it is told to stop. Any number of workers may do so. */
export function startRollupMover(): { stop(): Promise<void> } {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let movedAt = Number.NEGATIVE_INFINITY;
  let running = move();

  async function move(): Promise<void> {
    try {
      if (performance.now() - movedAt >= moveEveryMs || (await liveAtLeast(mostWaiting))) {
        movedAt = performance.now();
        await moveLive(ended.signal);
      }
    } catch (error) {
      log.error('could not move what was counted into the levels', { error });
    }
    if (ended.signal.aborted) return;
    timer = setTimeout(() => {
      running = move();
    }, lookEveryMs).unref();
  }

  return {
    async stop() {
      ended.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
