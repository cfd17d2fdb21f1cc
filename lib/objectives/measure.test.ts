import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricReading } from '../monitoring/schemas.ts';
import { countsIn, countsOf, measureKey, queryOf } from './measure.ts';

const available = { kind: 'availability', thresholdMs: null } as const;
const fast = { kind: 'latency', thresholdMs: 2000 } as const;

describe('counts', () => {
  it('are whole, and never more good ones than there are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(available, fast),
        (count, value, kind) => {
          const { good, total } = countsOf(kind, { value, count });
          expect(total).toBe(count);
          expect(Number.isInteger(good)).toBe(true);
          expect(good).toBeGreaterThanOrEqual(0);
          expect(good).toBeLessThanOrEqual(total);
        },
      ),
    );
  });

  it('of the share of errors are what is left of it, exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.nat(), (count, seed) => {
        const failed = seed % (count + 1);
        expect(countsOf(available, { value: failed / count, count }).good).toBe(count - failed);
      }),
    );
  });

  it('of nothing are nothing', () => {
    expect(countsOf(available, { value: null, count: 0 })).toEqual({ good: 0, total: 0 });
    expect(countsOf(fast, { value: 0, count: 0 })).toEqual({ good: 0, total: 0 });
  });

  const group = (endpoint: string, value: number) => ({
    key: endpoint,
    labels: { endpoint },
    value,
    count: 10,
    previous: null,
    points: [],
  });
  const reading = (more: boolean): MetricReading => ({
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-21T00:00:00.000Z',
    stepSeconds: 0,
    total: { value: 0.5, count: 20 },
    previous: null,
    groups: [group('a', 0.1)],
    more,
  });

  it('in a reading of all endpoints are the endpoint’s; where some were left out it says that it does not know', () => {
    expect(countsIn(reading(false), { ...available, endpoint: 'a' })).toEqual({ good: 9, total: 10 });
    expect(countsIn(reading(false), { ...available, endpoint: 'b' })).toEqual({ good: 0, total: 0 });
    expect(countsIn(reading(true), { ...available, endpoint: 'b' })).toBeNull();
  });
});

describe('what is read', () => {
  const range = { from: new Date('2026-11-20T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z'), step: 0 };

  it('is a share of two counts that the metrics know', () => {
    expect(queryOf(available, 'desk', range)).toMatchObject({
      metric: 'error_rate',
      aggregation: 'value',
      endpoint: 'desk',
      traffic: 'live',
    });
    expect(queryOf(fast, null, range)).toMatchObject({
      metric: 'latency',
      aggregation: 'share_at_most',
      threshold: 2000,
      groupBy: 'endpoint',
    });
  });

  it('is shared by objectives that count the same', () => {
    expect(measureKey(fast)).toBe(measureKey({ ...fast }));
    expect(measureKey(fast)).not.toBe(measureKey({ ...fast, thresholdMs: 2001 }));
    expect(measureKey(fast)).not.toBe(measureKey(available));
  });
});
