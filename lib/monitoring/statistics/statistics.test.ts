import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, mergeInto, type Sketch } from '../sketch.ts';
import { boundedMeanEstimate } from './bounded-mean.ts';
import { meanEstimate } from './mean.ts';
import { quantileEstimate, rankBounds } from './quantile.ts';
import { rateEstimate } from './rate.ts';
import { sampleRatioPValue } from './sample-ratio.ts';

const counts = fc
  .record({
    trials: fc.integer({ min: 1, max: 1_000_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ trials, share }) => ({ trials, successes: Math.round(trials * share) }));

describe('a rate', () => {
  it('lies in its interval, the interval in 0–1', () => {
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const { value, low, high } = rateEstimate(successes, trials, 0.05) ?? { value: -1, low: 0, high: 0 };
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high ?? 2).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('mirrors the rate of the opposite', () => {
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const rate = rateEstimate(successes, trials, 0.05);
        const opposite = rateEstimate(trials - successes, trials, 0.05);
        expect(opposite?.low).toBeCloseTo(1 - (rate?.high ?? 0), 6);
      }),
    );
  });

  it('is narrower with more trials, and with less confidence', () => {
    const width = (trials: number, alpha: number) => {
      const { low = 0, high } = rateEstimate(trials / 10, trials, alpha) ?? {};
      return (high ?? 1) - low;
    };
    expect(width(1000, 0.05)).toBeLessThan(width(100, 0.05));
    expect(width(100, 0.2)).toBeLessThan(width(100, 0.05));
    expect(width(1_000_000, 0.05)).toBeLessThan(0.003);
  });

  it('of nothing is unknown', () => {
    expect(rateEstimate(0, 0, 0.05)).toBeNull();
  });

  it('excludes exactly the rates against which the evidence is 20', () => {
    // No failure in n: the upper bound solves (1−p)^−n B(½, n+½) ⁄ B(½, ½) = 20.
    const high = rateEstimate(0, 4, 0.05)?.high ?? 0;
    const evidence = (1 - high) ** -4 * (105 / 384);
    expect(evidence).toBeCloseTo(20, 4);
  });
});

const values = fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 400 });

function sketchOf(list: readonly number[]): Sketch {
  const sketch: Sketch = new Map();
  for (const value of list) mergeInto(sketch, bucketOf(value), 1);
  return sketch;
}

describe('a percentile', () => {
  it('is bounded by values of the bounding ranks, as the sketch knows them', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.5, 0.95, 0.99), (list, q) => {
        const sorted = [...list].sort((a, b) => a - b);
        const { least, most } = rankBounds(list.length, q, 0.05);
        const estimate = quantileEstimate(sketchOf(list), q, 0.05);
        const lowest = least === 0 ? 0 : (sorted[least - 1] ?? 0);
        expect(estimate?.low).toBeLessThanOrEqual(lowest);
        expect(estimate?.low).toBeGreaterThanOrEqual(lowest * 0.98 - 0.001);
        const highest = sorted[most];
        if (highest === undefined) expect(estimate?.high).toBeNull();
        else {
          expect(estimate?.high).toBeGreaterThanOrEqual(highest * (1 - 1e-12));
          expect(estimate?.high).toBeLessThanOrEqual(highest * 1.0203);
        }
      }),
    );
  });

  it('has no upper bound before some value must lie above it', () => {
    const of = (count: number) => quantileEstimate(new Map([[bucketOf(100), count]]), 0.99, 0.05)?.high;
    expect(of(400)).toBeNull();
    expect(of(600)).toBeCloseTo(100, -1);
  });
});

describe('a mean', () => {
  it('is exact and inside its interval, for sums no float holds', () => {
    const costs = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(costs, (list) => {
        const sum = list.reduce((all, cost) => all + cost, 0n);
        const squares = list.reduce((all, cost) => all + cost * cost, 0n);
        const estimate = meanEstimate({ count: list.length, sum, squares }, 0.05);
        const value = estimate?.value ?? -1;
        expect(value).toBeCloseTo(Number(sum) / list.length, 3);
        expect(estimate?.low).toBeLessThanOrEqual(value);
        expect(estimate?.high ?? value).toBeGreaterThanOrEqual(value);
      }),
    );
  });

  it('is unbounded while nothing is known of the spread', () => {
    const of = (count: number) =>
      meanEstimate({ count, sum: BigInt(count) * 5n, squares: BigInt(count) * 25n }, 0.05);
    expect(of(30)).toEqual({ value: 5, low: 0, high: null });
    expect(of(60)).toEqual({ value: 5, low: 5, high: 5 });
  });
});

describe('a mean of values of 0–1', () => {
  it('lies in its interval, the interval in 0–1', () => {
    const likenesses = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(likenesses, (list) => {
        const sum = list.reduce((all, x) => all + x, 0);
        const squares = list.reduce((all, x) => all + x * x, 0);
        const estimate = boundedMeanEstimate({ count: list.length, sum, squares }, 0.05);
        expect(estimate?.low).toBeGreaterThanOrEqual(0);
        expect(estimate?.low).toBeLessThanOrEqual(estimate?.value ?? -1);
        expect(estimate?.high).toBeGreaterThanOrEqual(estimate?.value ?? 2);
        expect(estimate?.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('profits from a small variance', () => {
    const width = (spread: number) => {
      const sums = { count: 2000, sum: 1600, squares: 2000 * (0.64 + spread ** 2) };
      const { low = 0, high } = boundedMeanEstimate(sums, 0.05) ?? {};
      return (high ?? 1) - low;
    };
    expect(width(0.1)).toBeLessThan(width(0.4) / 2);
  });
});

describe('the sample-ratio p-value', () => {
  it('is a chance, the same whatever order the arms are in', () => {
    const arms = fc.array(
      fc.record({ units: fc.integer({ min: 0, max: 100_000 }), weight: fc.integer({ min: 1, max: 100 }) }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(arms, (list) => {
        const total = list.reduce((sum, { weight }) => sum + weight, 0);
        const given = list.map(({ units, weight }) => ({ units, expectedShare: weight / total }));
        const p = sampleRatioPValue(given);
        if (p === null) {
          expect(given.every(({ units }) => units === 0)).toBe(true);
          return;
        }
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(sampleRatioPValue([...given].reverse())).toBeCloseTo(p, 6);
      }),
    );
  });

  it('is 1 for exact shares, near 0 for wrong ones, 0 for units where none may be', () => {
    const of = (a: number, b: number, share: number) =>
      sampleRatioPValue([
        { units: a, expectedShare: share },
        { units: b, expectedShare: 1 - share },
      ]);
    expect(of(5000, 5000, 0.5)).toBe(1);
    expect(of(5500, 4500, 0.5)).toBeLessThan(1e-9);
    expect(of(1, 9999, 0)).toBe(0);
    expect(of(0, 10_000, 0)).toBe(1);
    expect(of(0, 0, 0.5)).toBeNull();
  });

  it('equals a Bayes factor worked out by hand', () => {
    // Dirichlet(50, 50) against ½ after one and one: B(51, 51) ⁄ B(50, 50) · 4 = (50·50)/(100·101) · 4.
    const p = sampleRatioPValue([
      { units: 2, expectedShare: 0.5 },
      { units: 0, expectedShare: 0.5 },
    ]);
    expect(p).toBeCloseTo(1 / (((50 * 51) / (100 * 101)) * 4), 9);
  });
});
