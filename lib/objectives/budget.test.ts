import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  budgetEndsAt,
  budgetLeft,
  budgetOverTime,
  burnRate,
  failuresLeft,
  forecastRate,
  stateOf,
} from './budget.ts';
import { objectiveInputSchema } from './schemas.ts';

const target = fc.double({ min: 0.01, max: 0.99999, noNaN: true });
const counts = fc
  .record({
    total: fc.integer({ min: 1, max: 10_000_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ total, share }) => ({ total, good: Math.round(total * share) }));
const now = new Date('2026-11-21T10:00:00Z');
const dayMs = 86_400_000;

describe('an error budget', () => {
  it('is what 99 % leave of a thousand requests', () => {
    const used = { good: 996, total: 1000 };
    expect(budgetLeft(used, 0.99)).toBeCloseTo(0.6);
    expect(failuresLeft(used, 0.99)).toBeCloseTo(6);
    expect(burnRate(used, 0.99)).toBeCloseTo(0.4);
  });

  it('is unknown when nothing was counted, and used up by the only request when that failed', () => {
    expect(budgetLeft({ good: 0, total: 0 }, 0.99)).toBeNull();
    expect(burnRate({ good: 0, total: 0 }, 0.99)).toBeNull();
    expect(budgetLeft({ good: 0, total: 1 }, 0.99)).toBeCloseTo(-99);
    expect(budgetLeft({ good: 1, total: 1 }, 0.99)).toBe(1);
  });

  it('is left exactly as long as the target is kept', () => {
    fc.assert(
      fc.property(counts, target, (counted, wanted) => {
        fc.pre(Math.abs(counted.good / counted.total - wanted) > 1e-9);
        const left = budgetLeft(counted, wanted) ?? 0;
        expect(left > 0).toBe(counted.good / counted.total > wanted);
        expect(left).toBeCloseTo(1 - (burnRate(counted, wanted) ?? 0));
        expect(Math.sign(failuresLeft(counted, wanted) ?? 0)).toBe(Math.sign(left));
      }),
    );
  });

  it('adds up: windows side by side burn what they burn together, weighted by what they counted', () => {
    fc.assert(
      fc.property(counts, counts, target, (a, b, wanted) => {
        const both = { good: a.good + b.good, total: a.total + b.total };
        const mean =
          ((burnRate(a, wanted) ?? 0) * a.total + (burnRate(b, wanted) ?? 0) * b.total) / both.total;
        const whole = burnRate(both, wanted) ?? 0;
        expect(Math.abs(whole - mean)).toBeLessThanOrEqual(1e-9 * Math.max(1, whole));
      }),
    );
  });

  it('over time only falls, and ends where the whole window stands', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 50 }), target, (steps, wanted) => {
        const over = budgetOverTime(steps, wanted);
        for (const [index, step] of over.entries()) {
          expect(step.budgetLeft).toBeLessThanOrEqual(over[index - 1]?.budgetLeft ?? 1);
        }
        const whole = {
          good: steps.reduce((sum, { good }) => sum + good, 0),
          total: steps.reduce((sum, { total }) => sum + total, 0),
        };
        const last = over.at(-1)?.budgetLeft ?? 0;
        const left = budgetLeft(whole, wanted) ?? 0;
        expect(Math.abs(last - left)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(left)));
      }),
    );
  });
});

describe('the forecast', () => {
  it('ends half a budget burning twice as fast after a quarter of the window', () => {
    expect(budgetEndsAt(0.5, 2, 28, now)).toEqual(new Date(now.getTime() + 7 * dayMs));
  });

  it('says nothing where the budget lasts, has ended, or nothing was counted', () => {
    expect(budgetEndsAt(0.5, 1, 28, now)).toBeNull();
    expect(budgetEndsAt(0, 5, 28, now)).toBeNull();
    expect(budgetEndsAt(-2, 5, 28, now)).toBeNull();
    expect(budgetEndsAt(0.5, null, 28, now)).toBeNull();
    expect(budgetEndsAt(null, 5, 28, now)).toBeNull();
  });

  it('never lies in the past, nor beyond the window', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.double({ min: 1.000001, max: 100_000, noNaN: true }),
        fc.integer({ min: 1, max: 90 }),
        (left, rate, days) => {
          const ends = budgetEndsAt(left, rate, days, now)?.getTime() ?? Number.NaN;
          expect(ends).toBeGreaterThanOrEqual(now.getTime());
          expect(ends).toBeLessThanOrEqual(now.getTime() + days * dayMs);
        },
      ),
    );
  });

  it('goes by six hours in which something happened: neither by none, nor by a handful', () => {
    const of = (total: number, rate: number | null) =>
      forecastRate([
        { seconds: 3600, rate: 50, total: 100 },
        { seconds: 21_600, rate, total },
      ]);
    expect(of(0, null)).toBeNull();
    expect(of(9, 11)).toBeNull();
    expect(of(10, 11)).toBe(11);
    expect(forecastRate([])).toBeNull();
  });

  it('decides the state', () => {
    expect(stateOf(null, null)).toBe('unknown');
    expect(stateOf(0, null)).toBe('missed');
    expect(stateOf(0.2, now)).toBe('at-risk');
    expect(stateOf(0.2, null)).toBe('met');
  });
});

describe('an objective', () => {
  const valid = { name: 'Fast', kind: 'latency', target: 0.95, thresholdMs: 2000, windowDays: 28 };

  it('of latency has a time, others have none', () => {
    expect(objectiveInputSchema.safeParse(valid).success).toBe(true);
    expect(objectiveInputSchema.safeParse({ ...valid, thresholdMs: null }).success).toBe(false);
    expect(objectiveInputSchema.safeParse({ ...valid, kind: 'availability' }).success).toBe(false);
  });

  it.each([
    { target: 1 },
    { target: 0 },
    { target: Number.NaN },
    { windowDays: 0 },
    { windowDays: 91 },
    { windowDays: 1.5 },
    { name: '' },
    { name: 'a\nb' },
    { kind: 'beauty' },
  ])('is refused with %o', (change) => {
    expect(objectiveInputSchema.safeParse({ ...valid, ...change }).success).toBe(false);
  });
});
