import { expect, it } from 'vitest';
import { FormulaError } from '../formula/formula-error.ts';
import { assertRestsOnOthers } from './find-circle.ts';

const derived = (name: string, formula: string) => ({ name, kind: 'derived', formula });
const level = (depth: number) =>
  Array.from({ length: 10 }, (_, i) => {
    const below = Array.from({ length: 10 }, (__, j) => `custom('l${depth - 1} ${j}')`).join(' + ');
    return derived(`l${depth} ${i}`, depth === 0 ? 'p95(latency)' : below);
  });

it('levels of ten that rest on each other are looked through once, not by each of 10^8 ways', () => {
  const all = Array.from({ length: 9 }, (_, depth) => level(depth)).flat();
  const started = performance.now();
  assertRestsOnOthers(derived('top', "custom('l8 0') + custom('l8 1')"), all);
  expect(performance.now() - started).toBeLessThan(5000);
});

it('a chain of more than ten is refused, and a circle with the way round', () => {
  const chain = Array.from({ length: 12 }, (_, i) =>
    derived(`m${i}`, i === 0 ? 'p95(latency)' : `custom('m${i - 1}')`),
  );
  expect(() => assertRestsOnOthers(derived('top', "custom('m8')"), chain)).not.toThrow();
  expect(() => assertRestsOnOthers(derived('top', "custom('m9')"), chain)).toThrow(/10 deep/);
  const round = [derived('a', "custom('b')"), derived('b', "custom('c')")];
  expect(() => assertRestsOnOthers(derived('c', "1 + custom('a')"), round)).toThrow(/c → a → b → c/);
  try {
    assertRestsOnOthers(derived('c', "1 + custom('a')"), round);
  } catch (error) {
    expect(error instanceof FormulaError && error.at).toBe(4);
  }
});
