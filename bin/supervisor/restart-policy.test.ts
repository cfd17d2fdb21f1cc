import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restartDelay } from './restart-policy.ts';

it('waits longer after each crash of the last minute and gives up at the fifth', () => {
  const crashes = [0, 1000, 2000, 3000, 4000];
  const delays = crashes.map((_, index) => restartDelay(crashes.slice(0, index + 1)));
  expect(delays).toEqual([250, 500, 1000, 2000, null]);
});

it('never gives up on a process that crashes less than once in fifteen seconds', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 15_000, max: 600_000 }), { minLength: 1 }), (gaps) => {
      let at = 0;
      const crashes = gaps.map((gap) => {
        at += gap;
        return at;
      });
      expect(restartDelay(crashes)).not.toBeNull();
    }),
  );
});
