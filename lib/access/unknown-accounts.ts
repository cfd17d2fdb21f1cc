/**
 * Wrong passwords for e-mail addresses nobody has, counted as for real accounts: otherwise a lock-out would tell which
 * addresses exist. Kept in memory and bounded, because anybody can invent addresses.
 */
import { type Attempts, type Decision, decideAttempt } from './back-off.ts';

const maxEntries = 20_000;
const attempts = new Map<string, Attempts>();

export function countUnknownAttempt(email: string, now: Date): Decision {
  const decision = decideAttempt(attempts.get(email) ?? { failed: 0, lockedUntil: null }, now);
  if (!decision.allowed) return decision;
  attempts.delete(email);
  const oldest = attempts.keys().next();
  if (attempts.size >= maxEntries && !oldest.done) attempts.delete(oldest.value);
  attempts.set(email, decision.next);
  return decision;
}
