/** What questions are about, by vectors of an embedding model. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTexts } from './compare-texts.ts';
import { compareVectors } from './compare-vectors.ts';
import { seededRandom } from './seeded-random.ts';
import { spreadOut } from './spread-out.ts';

const random = seededRandom(7);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function unit(values: number[]): Float32Array {
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}

const topic = () => Array.from({ length: 48 }, normal);
/** Questions of a topic; `shared` is what all texts of a model have in common, large where it puts them close together. */
const asked = (n: number, about: number[], shared: number[], noise = 1) =>
  Array.from({ length: n }, () => unit(about.map((x, i) => x + noise * normal() + (shared[i] ?? 0))));

const first = topic();
const second = topic();
const models: [string, number[]][] = [
  ['a model that spreads texts', topic().map(() => 0)],
  ['a model that puts them close together', topic().map((x) => x * 6)],
];

describe.each(models)('with %s', (_name, shared) => {
  it('another topic is large, a share of it is smaller, the same is nothing', () => {
    const before = asked(300, first, shared);
    const other = compareVectors(before, asked(200, second, shared));
    expect(other.effect).toBeGreaterThan(0.5);
    expect(other.pValue).toBeLessThan(1e-9);
    const some = compareVectors(before, [...asked(150, first, shared), ...asked(50, second, shared)]);
    expect(some.pValue).toBeLessThan(1e-3);
    expect(some.effect).toBeGreaterThan(0.1);
    expect(some.effect).toBeLessThan(other.effect / 2);
    const same = compareVectors(before, asked(200, first, shared));
    expect(same.effect).toBeLessThan(0.2);
    expect(same.pValue).toBeGreaterThan(0.01);
  });

  it('what left is found too, where no question is farther from the centre than before', () => {
    const both = [...asked(150, first, shared), ...asked(150, second, shared)];
    const left = compareVectors(both, asked(200, first, shared));
    expect(left.pValue).toBeLessThan(1e-6);
    expect(left.effect).toBeGreaterThan(0.25);
  });
});

it('a p-value below 0.05 comes by chance in about one of twenty', () => {
  const none = first.map(() => 0);
  const hits = Array.from({ length: 200 }, () =>
    compareVectors(asked(60, first, none), asked(40, first, none)),
  );
  const share = hits.filter(({ pValue }) => pValue < 0.05).length / hits.length;
  expect(share).toBeLessThan(0.1);
  expect(share).toBeGreaterThan(0.01);
});

it('questions of the baseline are not closer to its centre for being in it', () => {
  const none = first.map(() => 0);
  const middle = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const { distances } = compareVectors(asked(12, first, none, 3), asked(400, first, none, 3));
  expect(Math.abs(middle(distances.baseline) - middle(distances.current))).toBeLessThan(0.12);
});

it('whatever the vectors, numbers are finite', () => {
  const vector = fc.array(fc.constantFrom(0, 1, -1, 1e-30), { minLength: 3, maxLength: 3 }).map(unit);
  const side = fc.array(vector, { maxLength: 6 });
  fc.assert(
    fc.property(side, side, (a, b) => {
      const { distances, ...rest } = compareVectors(a, b);
      const all = [...Object.values(rest), ...distances.baseline, ...distances.current];
      expect(all.filter((value) => !Number.isFinite(value))).toEqual([]);
      expect(rest.pValue).toBeGreaterThanOrEqual(0);
      expect(rest.pValue).toBeLessThanOrEqual(1);
    }),
  );
});

it('of many texts those of the whole time are looked at, not the first', () => {
  expect(spreadOut([1, 2, 3], 5)).toEqual([1, 2, 3]);
  expect(spreadOut([], 5)).toEqual([]);
  const spread = spreadOut(
    Array.from({ length: 10_000 }, (_, i) => i),
    500,
  );
  expect(spread).toHaveLength(500);
  expect(new Set(spread).size).toBe(500);
  expect(spread.filter((i) => i >= 5000)).toHaveLength(250);
  const pumps = Array.from({ length: 3000 }, () => 'how is the pump cleaned');
  const bills = Array.from({ length: 3000 }, () => 'when must the invoice be paid');
  expect(compareTexts([...pumps, ...pumps], [...pumps, ...bills]).effect).toBeGreaterThan(0.1);
});
