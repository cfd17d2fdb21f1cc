import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckProgress, nextState } from './next-state.ts';

const bounds = fc.record({
  failAfter: fc.integer({ min: 1, max: 20 }),
  recoverAfter: fc.integer({ min: 1, max: 20 }),
});

test('it is down after so many failures in a row, and up again after so many successes', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 200 }), bounds, (runs, { failAfter, recoverAfter }) => {
      let progress: CheckProgress = { state: 'unknown', streak: 0 };
      runs.forEach((passed, index) => {
        const before = progress.state;
        progress = nextState(progress, passed, { failAfter, recoverAfter });
        const tail = (count: number) => runs.slice(Math.max(0, index + 1 - count), index + 1);
        const allOf = (count: number, value: boolean) =>
          tail(count).length === count && tail(count).every((run) => run === value);
        if (before !== 'down' && progress.state === 'down') expect(allOf(failAfter, false)).toBe(true);
        if (before === 'down' && progress.state === 'up') expect(allOf(recoverAfter, true)).toBe(true);
        if (allOf(failAfter, false)) expect(progress.state).toBe('down');
        if (allOf(recoverAfter, true)) expect(progress.state).toBe('up');
        expect(progress.streak > 0).toBe(passed);
      });
    }),
  );
});

test('one failure of something never seen up leaves it unknown; one success makes it up', () => {
  const once = { failAfter: 2, recoverAfter: 3 };
  expect(nextState({ state: 'unknown', streak: 0 }, false, once)).toEqual({ state: 'unknown', streak: -1 });
  expect(nextState({ state: 'unknown', streak: -1 }, true, once)).toEqual({ state: 'up', streak: 1 });
  expect(nextState({ state: 'down', streak: -2 }, true, once)).toEqual({ state: 'down', streak: 1 });
});
