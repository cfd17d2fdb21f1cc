/** How many wrong passwords one may try: five at once, then one for each ever longer wait. Pure; times in ms. */

export interface Attempts {
  failed: number;
  lockedUntil: Date | null;
}

export const freeAttempts = 5;
const firstWaitSeconds = 30;
const longestWaitSeconds = 15 * 60;

/** The wait that follows the `failed`-th wrong password in a row. */
export function waitSeconds(failed: number): number {
  if (failed < freeAttempts) return 0;
  return Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (failed - freeAttempts));
}

export type Decision =
  | { allowed: false; retryAfterSeconds: number }
  /** `next` counts the attempt as failed already; a right password clears it. */
  | { allowed: true; next: Attempts; retryAfterSeconds: number };

/**
 * Decides on one attempt and counts it before its password is looked at: attempts made at the same time cannot all see
 * the count of before.
 */
export function decideAttempt(current: Attempts, now: Date): Decision {
  const lockedMs = (current.lockedUntil?.getTime() ?? 0) - now.getTime();
  if (lockedMs > 0) return { allowed: false, retryAfterSeconds: Math.ceil(lockedMs / 1000) };
  const failed = current.failed + 1;
  const wait = waitSeconds(failed);
  const lockedUntil = wait === 0 ? null : new Date(now.getTime() + wait * 1000);
  return { allowed: true, next: { failed, lockedUntil }, retryAfterSeconds: wait };
}
