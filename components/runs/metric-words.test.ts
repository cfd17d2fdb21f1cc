import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestOf, formatMetric, usualDirection } from './metric-words.ts';

test('numbers are short, and what is no number has a name', () => {
  const shown = [0.91234, 1200, 12345.6, -0.5, 0.0000123, 3e8, 0].map(formatMetric);
  expect(shown).toEqual(['0.912', '1,200', '12300', '−0.5', '1.23e-5', '3.00e8', '0']);
  expect(formatMetric('NaN')).toBe('NaN');
  expect(formatMetric('-Infinity')).toBe('−∞');
});

test('names say which values are better', () => {
  const directions = ['val/loss', 'train_loss', 'accuracy', 'latency_ms', 'f1', 'lossless', 'mean error'].map(
    usualDirection,
  );
  expect(directions).toEqual(['lower', 'lower', 'higher', 'lower', 'higher', 'higher', 'lower']);
});

test('the best is the best in its direction, and nothing is when all are alike', () => {
  expect(bestOf([0.2, null, 0.9, 'NaN'], 'higher')).toEqual([2]);
  expect(bestOf([0.2, null, 0.9, 0.2], 'lower')).toEqual([0, 3]);
  expect(bestOf([1, 1, null], 'higher')).toEqual([]);
  expect(bestOf([1, 'Infinity'], 'higher')).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))), (values) => {
      for (const index of bestOf(values, 'lower')) {
        for (const other of values) expect(values[index]).toBeLessThanOrEqual(other ?? Infinity);
      }
    }),
  );
});
