import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Attempts, decideAttempt, freeAttempts, waitSeconds } from './back-off.ts';

test('the wait starts at 30 s with the fifth failure, doubles and stops at 15 minutes', () => {
  expect([1, 4, 5, 6, 7, 8, 9, 10, 11, 5000].map(waitSeconds)).toEqual([
    0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
  ]);
});

test('a wait never gets shorter with more failures', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
      expect(waitSeconds(Math.max(a, b))).toBeGreaterThanOrEqual(waitSeconds(Math.min(a, b)));
    }),
  );
});

test('wrong passwords at any times: refused exactly while locked, and few get through', () => {
  const gapsMs = fc.array(fc.nat(1_200_000), { maxLength: 60 });
  fc.assert(
    fc.property(gapsMs, (gaps) => {
      let attempts: Attempts = { failed: 0, lockedUntil: null };
      let now = 0;
      let seen = 0;
      for (const gap of gaps) {
        now += gap;
        const decision = decideAttempt(attempts, new Date(now));
        const locked = attempts.lockedUntil !== null && attempts.lockedUntil.getTime() > now;
        expect(decision.allowed).toBe(!locked);
        if (!decision.allowed) {
          expect(new Date(now + decision.retryAfterSeconds * 1000).getTime()).toBeGreaterThanOrEqual(
            attempts.lockedUntil?.getTime() ?? 0,
          );
          continue;
        }
        seen += 1;
        expect(decision.next.failed).toBe(attempts.failed + 1);
        attempts = decision.next;
      }
      expect(seen).toBeLessThanOrEqual(freeAttempts + Math.ceil(now / 30_000));
    }),
  );
});

test('after the wait that was told, one may try again', () => {
  fc.assert(
    fc.property(fc.integer({ min: freeAttempts, max: 100 }), fc.nat(900_000), (failed, passed) => {
      const lockedUntil = new Date(waitSeconds(failed) * 1000);
      const first = decideAttempt({ failed, lockedUntil }, new Date(passed));
      if (first.allowed) return;
      const later = new Date(passed + first.retryAfterSeconds * 1000);
      expect(decideAttempt({ failed, lockedUntil }, later).allowed).toBe(true);
    }),
  );
});
