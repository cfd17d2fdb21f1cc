import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign, type Weighted } from './assign.ts';

const shares = fc.uniqueArray(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 10 }),
    trafficPercentage: fc.integer({ min: 1, max: 100 }),
  }),
  { minLength: 2, maxLength: 6, selector: (entity) => entity.name },
);
const units = Array.from({ length: 20_000 }, (_, index) => `unit-${index}`);

function split(entities: readonly Weighted[]): string[] {
  return units.map((unit) => assign('assistant', unit, entities).name);
}

function changed(before: readonly string[], after: readonly string[]): number {
  return before.filter((name, index) => name !== after[index]).length / before.length;
}

test('an entity with everything gets everybody', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (endpoint, unit) => {
      const entities = [
        { name: 'old', trafficPercentage: 0 },
        { name: 'new', trafficPercentage: 100 },
      ];
      expect(assign(endpoint, unit, entities).name).toBe('new');
    }),
  );
});

test('the same unit stays, whatever order the entities are listed in', () => {
  fc.assert(
    fc.property(shares, fc.string(), (entities, unit) => {
      expect(assign('a', unit, [...entities].reverse()).name).toBe(assign('a', unit, entities).name);
    }),
  );
});

test('a changed share moves units only to or from the entity that changed', () => {
  fc.assert(
    fc.property(shares, fc.string(), fc.integer({ min: 1, max: 100 }), (entities, unit, share) => {
      const [first, ...others] = entities;
      if (first === undefined) return;
      const before = assign('a', unit, entities).name;
      const after = assign('a', unit, [{ ...first, trafficPercentage: share }, ...others]).name;
      if (before !== after) expect([before, after]).toContain(first.name);
    }),
  );
});

test('removing an entity moves only its own units', () => {
  fc.assert(
    fc.property(shares, fc.string(), (entities, unit) => {
      const [gone, ...left] = entities;
      const before = assign('a', unit, entities).name;
      if (before !== gone?.name) expect(assign('a', unit, left).name).toBe(before);
    }),
  );
});

test('from 10 to 25 percent moves 15 percent of units, all of them to the grown share', () => {
  const shares = (canary: number) => [
    { name: 'champion', trafficPercentage: 100 - canary },
    { name: 'challenger', trafficPercentage: canary },
  ];
  const before = split(shares(10));
  const after = split(shares(25));
  expect(changed(before, after)).toBeGreaterThan(0.14);
  expect(changed(before, after)).toBeLessThan(0.16);
  expect(before.every((name, index) => name === after[index] || after[index] === 'challenger')).toBe(true);
});

test('shares are met: χ² over 20,000 units with five entities', () => {
  const entities = [40, 30, 20, 9, 1].map((share, index) => ({
    name: `v${index}`,
    trafficPercentage: share,
  }));
  const counts = new Map<string, number>();
  for (const name of split(entities)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const chiSquare = entities.reduce((sum, { name, trafficPercentage }) => {
    const expected = (units.length * trafficPercentage) / 100;
    return sum + ((counts.get(name) ?? 0) - expected) ** 2 / expected;
  }, 0);
  // The 99.9 % point of χ² with four degrees of freedom.
  expect(chiSquare).toBeLessThan(18.47);
});

test('endpoints split independently', () => {
  const entities = [
    { name: 'a', trafficPercentage: 50 },
    { name: 'b', trafficPercentage: 50 },
  ];
  const first = units.map((unit) => assign('first', unit, entities).name);
  const second = units.map((unit) => assign('second', unit, entities).name);
  expect(changed(first, second)).toBeGreaterThan(0.48);
  expect(changed(first, second)).toBeLessThan(0.52);
});

test('nothing to choose from is an error', () => {
  expect(() => assign('a', 'u', [])).toThrow(RangeError);
  expect(() => assign('a', 'u', [{ name: 'x', trafficPercentage: Number.NaN }])).toThrow(RangeError);
});
