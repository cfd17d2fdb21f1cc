import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costOf, priceOf } from './pricing.ts';
import type { Price, Usage } from './schemas.ts';

const classes = {
  input: fc.nat(),
  cachedInput: fc.nat(),
  cacheWrite: fc.nat(),
  output: fc.nat(),
  reasoning: fc.nat(),
};
const usages: fc.Arbitrary<Usage> = fc.record({
  ...classes,
  source: fc.constantFrom('provider', 'estimated'),
});
const prices: fc.Arbitrary<Price> = fc.record(classes);

test('a known bill: 1,000 input at $2.50 and 200 output at $10 per million is $0.0045', () => {
  const usage: Usage = {
    input: 1000,
    cachedInput: 0,
    cacheWrite: 0,
    output: 200,
    reasoning: 0,
    source: 'provider',
  };
  const price: Price = {
    input: 2500,
    cachedInput: 1250,
    cacheWrite: 2500,
    output: 10_000,
    reasoning: 10_000,
  };
  expect(costOf(usage, price)).toBe(4_500_000n);
});

test('no price, no cost', () => {
  fc.assert(fc.property(usages, (usage) => costOf(usage, null) === 0n));
});

test('two calls cost what their sum costs, exactly', () => {
  fc.assert(
    fc.property(usages, usages, prices, (a, b, price) => {
      const sum: Usage = {
        input: a.input + b.input,
        cachedInput: a.cachedInput + b.cachedInput,
        cacheWrite: a.cacheWrite + b.cacheWrite,
        output: a.output + b.output,
        reasoning: a.reasoning + b.reasoning,
        source: 'provider',
      };
      expect(costOf(sum, price)).toBe(costOf(a, price) + costOf(b, price));
    }),
  );
});

test('one more token of a class costs exactly its price', () => {
  fc.assert(
    fc.property(
      usages,
      prices,
      fc.constantFrom('input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'),
      (usage, price, name) => {
        const more = { ...usage, [name]: usage[name] + 1 };
        expect(costOf(more, price) - costOf(usage, price)).toBe(BigInt(price[name]));
      },
    ),
  );
});

test('the price is the named model’s', () => {
  const price: Price = { input: 1, cachedInput: 1, cacheWrite: 1, output: 1, reasoning: 1 };
  const provider = { models: [{ name: 'a' }, { name: 'b', price }] };
  expect(priceOf(provider, 'b')).toBe(price);
  expect(priceOf(provider, 'a')).toBeNull();
  expect(priceOf(provider, 'c')).toBeNull();
});
