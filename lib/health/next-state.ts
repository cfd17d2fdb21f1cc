import type { CheckStateWord } from './schemas.ts';

export interface CheckProgress {
  state: CheckStateWord;
  /** Runs in a row that ended as the last one: above zero passed, below failed, zero before the first. */
  streak: number;
}

/** What a run makes of a check: one failure is no outage and one success no recovery, unless it is set so. */
export function nextState(
  { state, streak }: CheckProgress,
  passed: boolean,
  { failAfter, recoverAfter }: { failAfter: number; recoverAfter: number },
): CheckProgress {
  const next = passed ? Math.max(0, streak) + 1 : Math.min(0, streak) - 1;
  if (!passed && -next >= failAfter) return { state: 'down', streak: next };
  // Nothing speaks against something that was never down.
  if (passed && (state === 'unknown' || next >= recoverAfter)) return { state: 'up', streak: next };
  return { state, streak: next };
}
