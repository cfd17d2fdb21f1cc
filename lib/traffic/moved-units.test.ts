/** How many units a change of shares moves, and between whom. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, type Weighted } from './assign.ts';

const units = Array.from({ length: 10_000 }, (_, index) => `unit-${index}`);

/** Of the entities v0, v1, …; they sum to 100 and need not be whole numbers. */
type Shares = readonly number[];

const entitiesOf = (shares: Shares): Weighted[] =>
  shares.map((trafficPercentage, index) => ({ name: `v${index}`, trafficPercentage }));

function scaled(weights: Shares, to = 100): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (weight * to) / whole);
}

/** Units that changed their entity, as `[from, to]`. */
function moves(endpoint: string, before: Shares, after: Shares): [string, string][] {
  const [old, fresh] = [entitiesOf(before), entitiesOf(after)];
  return units
    .map((unit): [string, string] => [assign(endpoint, unit, old).name, assign(endpoint, unit, fresh).name])
    .filter(([from, to]) => from !== to);
}

/** Five standard errors of a binomial share, and as many single units for shares near 0. */
function expectShare(count: number, expected: number): void {
  const error = Math.sqrt((expected * (1 - expected)) / units.length);
  expect(Math.abs(count / units.length - expected)).toBeLessThanOrEqual(5 * error + 5 / units.length);
}

/** Moulton & Jiang 2018: the chance that two splits assign a unit differently. */
function expectedMoves(before: Shares, after: Shares): number {
  const at = (shares: Shares, index: number) => shares[index] ?? 0;
  const stay = before.map((_, i) => {
    if (at(before, i) === 0 || at(after, i) === 0) return 0;
    const sum = before.reduce(
      (total, _share, j) => total + Math.max(at(before, j) / at(before, i), at(after, j) / at(after, i)),
      0,
    );
    return 1 / sum;
  });
  return 1 - stay.reduce((sum, share) => sum + share, 0);
}

const endpoint = fc.string({ minLength: 1, maxLength: 12 });
const weight = fc.integer({ min: 1, max: 100 });
const weights = fc.array(weight, { minLength: 2, maxLength: 6 });
const percentage = fc.integer({ min: 0, max: 100 });
const runs = { numRuns: 40 };

describe('a changed split moves', () => {
  it('|a−b| of the units between two entities, all in one direction', () => {
    fc.assert(
      fc.property(endpoint, percentage, percentage, (name, a, b) => {
        const moved = moves(name, [a, 100 - a], [b, 100 - b]);
        expectShare(moved.length, Math.abs(a - b) / 100);
        expect(moved.every(([, to]) => to === (b > a ? 'v0' : 'v1'))).toBe(true);
      }),
      runs,
    );
  });

  it('|a−b| of the units among many when the others keep their proportions, only to or from the changed one', () => {
    fc.assert(
      fc.property(endpoint, weights, percentage, percentage, (name, others, a, b) => {
        const moved = moves(name, [a, ...scaled(others, 100 - a)], [b, ...scaled(others, 100 - b)]);
        expectShare(moved.length, Math.abs(a - b) / 100);
        expect(moved.every(([from, to]) => (b > a ? to : from) === 'v0')).toBe(true);
      }),
      runs,
    );
  });

  it('only the share of an entity that is added or removed', () => {
    fc.assert(
      fc.property(endpoint, weights, fc.integer({ min: 1, max: 99 }), (name, others, share) => {
        const [without, withIt] = [scaled(others), [...scaled(others, 100 - share), share]];
        const added = moves(name, without, withIt);
        expectShare(added.length, share / 100);
        expect(added.every(([, to]) => to === `v${others.length}`)).toBe(true);
        const removed = moves(name, withIt, without);
        expect(removed).toEqual(added.map(([from, to]) => [to, from]));
      }),
      runs,
    );
  });

  it('as many as the formula says when anything changes: never less than must, never more than 2d ⁄ (1+d)', () => {
    const pair = fc.integer({ min: 2, max: 5 }).chain((length) => {
      const shares = fc.array(weight, { minLength: length, maxLength: length });
      return fc.tuple(shares, shares);
    });
    fc.assert(
      fc.property(endpoint, pair, (name, [first, second]) => {
        const [before, after] = [scaled(first), scaled(second)];
        const least = before.reduce((sum, share, i) => sum + Math.abs(share - (after[i] ?? 0)), 0) / 200;
        const expected = expectedMoves(before, after);
        expect(expected).toBeGreaterThanOrEqual(least - 1e-9);
        expect(expected).toBeLessThanOrEqual((2 * least) / (1 + least) + 1e-9);
        expectShare(moves(name, before, after).length, expected);
      }),
      runs,
    );
  });

  it('more than it must when one of three grows and only one shrinks: 51 % instead of 40 %', () => {
    const moved = moves('assistant', [10, 50, 40], [50, 10, 40]);
    expect(expectedMoves([10, 50, 40], [50, 10, 40])).toBeCloseTo(0.5143, 4);
    expectShare(moved.length, 0.5143);
    const between = (from: string, to: string) => moved.filter(([a, b]) => a === from && b === to).length;
    // The third keeps its share and changes some of its units all the same.
    expectShare(between('v1', 'v2'), 4 / 35);
    expectShare(between('v2', 'v0'), 4 / 35);
    expect(between('v0', 'v1') + between('v0', 'v2') + between('v2', 'v1')).toBe(0);
  });
});
