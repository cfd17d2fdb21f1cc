'use client';

import { useSyncExternalStore } from 'react';

const tickMs = 30_000;

/** One clock for all times on a page: a list of fifty rows is fifty readers, not fifty timers. */
export function createClock() {
  const listeners = new Set<() => void>();
  let now: Date | null = null;
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = new Date();
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      timer ??= setInterval(tick, tickMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        now = null;
      };
    },
    /** The same until the next tick, while anybody is subscribed. */
    read(): Date {
      if (now === null || (timer === undefined && Date.now() - now.getTime() > tickMs)) now = new Date();
      return now;
    },
  };
}

const clock = createClock();

/** The time in the browser, at most half a minute old; null on the server, whose clock and zone are not the reader's. */
export function useNow(): Date | null {
  return useSyncExternalStore(clock.subscribe, clock.read, () => null);
}

/** What lies before the next tick of a clock has just been; what lies behind it is to come. */
export function notAhead(at: Date, now: Date): Date {
  const ahead = at.getTime() - now.getTime();
  return ahead > 0 && ahead <= tickMs ? at : now;
}
