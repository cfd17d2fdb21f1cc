import type { Verdict } from './drift-schemas.ts';

/** One column in one window; `at` is its beginning. */
export interface DatedVerdict {
  at: string;
  verdict: Verdict;
}

export const isMoved = (verdict: Verdict): boolean => verdict === 'drift' || verdict === 'missing';

/**
 * Since when a column drifts: the beginning of the first of the windows, oldest first, from which on it drifted in all up to the
 * last. Windows with too few rows say neither. Null when the last one does not drift. Browser-safe.
 */
export function driftSince(windows: readonly DatedVerdict[]): string | null {
  const last = windows.at(-1);
  if (last === undefined || !isMoved(last.verdict)) return null;
  const judged = windows.filter(({ verdict }) => verdict !== 'too-few');
  const calm = judged.findLastIndex(({ verdict }) => !isMoved(verdict));
  return judged[calm + 1]?.at ?? null;
}
