import { log } from '../platform/log.ts';
import { claimDue } from './check-store.ts';
import { runClaimed } from './run-claimed.ts';

/** In one worker: they wait for others most of the time, and must not crowd out what people wait for. */
const atATime = 8;

/** Runs every check that is due; of several workers at once each runs others. Throws only when `stop` aborts. */
export async function runDueChecks(stop: AbortSignal): Promise<void> {
  const runNext = async (): Promise<void> => {
    for (;;) {
      stop.throwIfAborted();
      const [check] = await claimDue(1);
      if (check === undefined) return;
      await runClaimed(check, stop).catch((error: unknown) => {
        stop.throwIfAborted();
        log.error('a health check could not be run', { check: check.name, error });
      });
    }
  };
  await Promise.all(Array.from({ length: atATime }, runNext));
}
