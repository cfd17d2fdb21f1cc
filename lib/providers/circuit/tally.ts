/** Calls and failures of a sliding window, in a fixed number of slices: its cost does not grow with the traffic. */
export interface Tally {
  add: (failed: boolean, now: number) => void;
  /** Of the last `windowMs`, to within a slice. */
  sum: (now: number) => { calls: number; failures: number };
  clear: () => void;
}

const slicesOfWindow = 15;

/** Times in milliseconds; they must not run backwards. */
export function createTally(windowMs: number): Tally {
  const width = windowMs / slicesOfWindow;
  let slices: { start: number; calls: number; failures: number }[] = [];
  const forget = (now: number) => {
    while (slices[0] !== undefined && slices[0].start <= now - windowMs) slices.shift();
  };
  return {
    add(failed, now) {
      forget(now);
      let last = slices.at(-1);
      if (last === undefined || now >= last.start + width) {
        last = { start: now, calls: 0, failures: 0 };
        slices.push(last);
      }
      last.calls++;
      if (failed) last.failures++;
    },
    sum(now) {
      forget(now);
      return slices.reduce(
        (total, slice) => ({
          calls: total.calls + slice.calls,
          failures: total.failures + slice.failures,
        }),
        { calls: 0, failures: 0 },
      );
    },
    clear() {
      slices = [];
    },
  };
}
