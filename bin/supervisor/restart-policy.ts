/** How soon a process that ended by itself is started again, and when that is given up. */
const windowMs = 60_000;
const crashesInWindow = 5;
const firstDelayMs = 250;
const longestDelayMs = 8000;

/**
 * `crashes` are the Unix times (ms) of all crashes so far, the newest last.
 * Returns the delay before the next start in ms, doubling with each crash of the last minute, or `null` to give up.
 */
export function restartDelay(crashes: readonly number[]): number | null {
  const latest = crashes.at(-1);
  if (latest === undefined) return 0;
  const recent = crashes.filter((at) => latest - at < windowMs).length;
  if (recent >= crashesInWindow) return null;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** (recent - 1));
}
