import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountText, amountToText, textToAmount } from './words.ts';

test('dollars become nano-dollars without a float in between', () => {
  expect(textToAmount('money', '$60')).toBe('60000000000');
  expect(textToAmount('money', '0.1')).toBe('100000000');
  expect(textToAmount('money', '0.000000001')).toBe('1');
  for (const wrong of ['', '-1', '1e3', '1,5', '1.', 'NaN', '0.0000000001']) {
    expect(textToAmount('money', wrong)).toBeNull();
  }
});

test('counts may be written with separators', () => {
  expect(textToAmount('tokens', '1,000 000')).toBe('1000000');
  expect(textToAmount('requests', '1.5')).toBeNull();
});

test('what is shown in a form reads back as the same amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (amount) => {
      for (const measure of ['money', 'tokens', 'requests'] as const) {
        const text = amountToText(measure, amount.toString());
        expect(textToAmount(measure, text)).toBe(amount.toString());
      }
    }),
  );
});

test('amounts carry their unit', () => {
  expect(amountText('money', '60000000000')).toBe('$60.00');
  expect(amountText('tokens', '1200000')).toBe('1.2M tokens');
  expect(amountText('requests', '12000')).toBe('12,000 requests');
  expect(amountText('requests', '1')).toBe('1 request');
});
