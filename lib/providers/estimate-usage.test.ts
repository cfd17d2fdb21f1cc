import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateTokens, estimateUsage } from './estimate-usage.ts';

test('four Latin letters, two of other alphabets, one Chinese character to a token', () => {
  expect(estimateTokens('four'.repeat(10))).toBe(10);
  expect(estimateTokens('世界和平')).toBe(4);
  expect(estimateTokens('مرحبا بك')).toBe(4);
  expect(estimateTokens('')).toBe(0);
});

test('a longer text never costs less', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, more) => {
      expect(estimateTokens(text + more)).toBeGreaterThanOrEqual(estimateTokens(text));
      expect(Number.isInteger(estimateTokens(text))).toBe(true);
    }),
  );
});

test('estimates say that they are', () => {
  expect(estimateUsage('prompt', 'answer')).toMatchObject({ source: 'estimated', input: 2, output: 2 });
});
