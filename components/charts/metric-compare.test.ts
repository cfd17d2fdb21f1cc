import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetricQuery, MetricReading } from '#lib/monitoring/schemas.ts';
import { behindPoint, changeOf, ghostOf, mergePoints, queryBefore, shiftOf } from './metric-compare.ts';
import { fillBuckets } from './series.ts';

const reading = (from: string, to: string, stepSeconds: number): MetricReading => ({
  from,
  to,
  stepSeconds,
  total: { value: 1, count: 1 },
  previous: null,
  groups: [],
  more: false,
});
const query: MetricQuery = {
  metric: 'requests',
  aggregation: 'sum',
  traffic: 'live',
  from: '2026-11-21T10:00:30.000Z',
  to: '2026-11-21T11:00:30.000Z',
  compare: 'previous',
};

describe('the period before', () => {
  it('is asked for in the same steps, as many whole ones back as the range is long', () => {
    const asked = queryBefore(query, reading(query.from, query.to, 420));
    expect(asked).toEqual({
      metric: 'requests',
      aggregation: 'sum',
      traffic: 'live',
      from: '2026-11-21T08:57:30.000Z',
      to: '2026-11-21T09:57:30.000Z',
      step: 420,
    });
  });

  it('lies on the buckets of this one, whatever the steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 7200 }),
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 0, max: 86_400 }),
        (stepSeconds, length, offset) => {
          const start = Date.parse('2026-03-28T00:00:00Z') + offset * 1000;
          const range = {
            from: new Date(start).toISOString(),
            to: new Date(start + length * 1000).toISOString(),
          };
          const shift = shiftOf({ ...range, stepSeconds });
          const step = stepSeconds * 1000;
          const at = Math.floor(start / step) * step - shift;
          const ghost = ghostOf(
            { key: 'a', label: 'A', color: 'red' },
            {
              ...reading(range.from, range.to, stepSeconds),
              groups: [
                {
                  key: 'all',
                  labels: {},
                  value: 7,
                  count: 1,
                  previous: null,
                  points: [{ at: new Date(at).toISOString(), value: 7, count: 1 }],
                },
              ],
            },
            shift,
          );
          const buckets = fillBuckets(ghost.points, ['a before'], { ...range, bucketSeconds: stepSeconds });
          expect(shift).toBeGreaterThanOrEqual(length * 1000);
          expect(buckets[0]?.values['a before']).toBe(7);
        },
      ),
    );
  });

  it('joins points of one moment', () => {
    const joined = mergePoints(
      [{ at: '2026-11-21T10:00:00Z', values: { a: 1 } }],
      [
        { at: '2026-11-21T10:00:00.000Z', values: { b: 2 } },
        { at: '2026-11-21T10:01:00.000Z', values: { b: 3 } },
      ],
    );
    expect(joined.map(({ values }) => values)).toEqual([{ a: 1, b: 2 }, { b: 3 }]);
  });
});

describe('changeOf', () => {
  const measured = (value: number | null) => ({ value, count: 1 });

  it('says what is better by the metric', () => {
    expect(changeOf(measured(120), measured(100), 'down')).toEqual({
      text: '+20 %, worse than in the period before',
      verdict: 'worse',
    });
    expect(changeOf(measured(120), measured(100), 'up')?.verdict).toBe('better');
    expect(changeOf(measured(50), measured(100), undefined)?.text).toBe('−50 % against the period before');
    expect(changeOf(measured(100.1), measured(100), 'down')?.verdict).toBe('neither');
  });

  it('says nothing of what was not measured, and divides by no zero', () => {
    expect(changeOf(measured(null), measured(1), 'up')).toBeNull();
    expect(changeOf(measured(1), null, 'up')).toBeNull();
    expect(changeOf(measured(1), measured(0), 'up')).toBeNull();
    expect(changeOf(measured(0), measured(0), 'up')?.text).toBe('as in the period before');
  });
});

it('leads from a point of the period before to the rows of that period', () => {
  const picked = { from: '2026-11-21T10:00:00.000Z', to: '2026-11-21T11:00:00.000Z' };
  const points = [{ at: picked.from, values: { requests: 9, 'requests before': 4 } }];
  const ghost = { key: 'requests before', of: 'requests', shift: 86_400_000 };
  expect(behindPoint(points, ghost, picked, 'requests before')).toEqual({
    series: 'requests',
    range: { from: '2026-11-20T10:00:00.000Z', to: '2026-11-20T11:00:00.000Z' },
    value: 4,
  });
  expect(behindPoint(points, ghost, picked, 'requests')).toEqual({
    series: 'requests',
    range: picked,
    value: 9,
  });
  expect(behindPoint(points, null, picked, null)).toEqual({ series: null, range: picked, value: null });
});
