import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dollarsPerMillion, nanoPerToken } from './price.ts';

test.each([
  ['0.15', 150],
  ['3', 3000],
  ['10.00', 10_000],
  ['0.075', 75],
  ['0', 0],
  ['0.001', 1],
  [' 2.5 ', 2500],
  // 1.005 × 1000 is 1004.9999999999999 in floating point.
  ['1.005', 1005],
])('$%s per million is %i nano-dollars per token', (text, nano) => {
  expect(nanoPerToken(text)).toBe(nano);
});

test.each(['', '.', '1.', '-1', '0.0375', '1e3', '1,5', 'free', 'NaN', '12345678901'])(
  '"%s" is no price that can be kept',
  (text) => {
    expect(nanoPerToken(text)).toBeNull();
  },
);

test('every kept price is shown exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 11 }), (nano) => {
      expect(nanoPerToken(dollarsPerMillion(nano))).toBe(nano);
    }),
  );
});
