import { expect, test } from 'vitest';
import { countUnknownAttempt } from './unknown-accounts.ts';

test('an address nobody has is locked out like a real one, and apart from others', () => {
  const now = new Date();
  const waits = Array.from({ length: 6 }, () => countUnknownAttempt('nobody@example.com', now));
  expect(waits.map((decision) => [decision.allowed, decision.retryAfterSeconds])).toEqual([
    ...[1, 2, 3, 4].map(() => [true, 0]),
    [true, 30],
    [false, 30],
  ]);
  expect(countUnknownAttempt('other@example.com', now).allowed).toBe(true);
});
