import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clearlyHigher, wilsonInterval } from './wilson.ts';

test('the interval is the published one', () => {
  // 10 of 50: R's prop.test(10, 50, correct = FALSE).
  const { low, high } = wilsonInterval({ hits: 10, trials: 50 });
  expect(low).toBeCloseTo(0.1124, 4);
  expect(high).toBeCloseTo(0.3304, 4);
});

test('it holds the share it estimates and narrows with more trials', () => {
  const proportions = fc
    .integer({ min: 1, max: 10_000 })
    .chain((trials) => fc.record({ trials: fc.constant(trials), hits: fc.integer({ min: 0, max: trials }) }));
  fc.assert(
    fc.property(proportions, ({ hits, trials }) => {
      const { low, high } = wilsonInterval({ hits, trials });
      expect(low).toBeLessThanOrEqual(hits / trials + 1e-12);
      expect(high).toBeGreaterThanOrEqual(hits / trials - 1e-12);
      const more = wilsonInterval({ hits: hits * 10, trials: trials * 10 });
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});

test('few trials are never clearly higher, many may be', () => {
  expect(clearlyHigher({ hits: 1, trials: 3 }, { hits: 0, trials: 3 })).toBe(false);
  expect(clearlyHigher({ hits: 60, trials: 300 }, { hits: 15, trials: 300 })).toBe(true);
  expect(clearlyHigher({ hits: 15, trials: 300 }, { hits: 60, trials: 300 })).toBe(false);
});
