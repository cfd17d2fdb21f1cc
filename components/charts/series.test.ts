import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactText, fillBuckets, isIsolated, markGroups, sortedValues } from './series.ts';

const range = { from: '2026-11-21T10:00:00Z', to: '2026-11-21T10:05:00Z', bucketSeconds: 60 };
const at = (minute: number, value: number | null) => ({
  at: `2026-11-21T10:0${minute}:00Z`,
  values: { requests: value },
});

describe('fillBuckets', () => {
  it('makes a gap of what is absent, never a zero', () => {
    const buckets = fillBuckets([at(0, 3), at(3, 0)], ['requests'], range);
    expect(buckets.map((bucket) => bucket.values.requests)).toEqual([3, null, null, 0, null]);
    expect(buckets[1]).toMatchObject({
      start: Date.parse('2026-11-21T10:01:00Z'),
      end: Date.parse('2026-11-21T10:02:00Z'),
    });
  });

  it('starts at the bucket that holds the start of the range', () => {
    const buckets = fillBuckets([at(0, 1)], ['requests'], { ...range, from: '2026-11-21T10:00:42Z' });
    expect(buckets[0]?.values.requests).toBe(1);
    expect(buckets).toHaveLength(5);
  });

  it('survives an empty or turned range', () => {
    expect(fillBuckets([], ['requests'], { ...range, to: range.from })).toEqual([]);
    expect(fillBuckets([], ['requests'], { ...range, bucketSeconds: 0 })).toEqual([]);
  });

  it('loses no point that lies in the range', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 59 })), (minutes) => {
        const start = Date.parse(range.from);
        const points = minutes.map((minute) => ({
          at: new Date(start + minute * 60_000).toISOString(),
          values: { requests: minute },
        }));
        const buckets = fillBuckets(points, ['requests'], { ...range, to: '2026-11-21T11:00:00Z' });
        const shown = buckets.flatMap((bucket) => bucket.values.requests ?? []);
        expect(shown).toEqual([...minutes].sort((a, b) => a - b));
      }),
    );
  });
});

it('isIsolated finds points a line would not show', () => {
  const buckets = fillBuckets([at(0, 1), at(2, 2), at(3, 4)], ['requests'], range);
  expect([0, 1, 2, 3].map((index) => isIsolated(buckets, index, 'requests'))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('sortedValues puts the largest first and leaves gaps out', () => {
  const series = ['a', 'b', 'c'].map((key) => ({ key, label: key }));
  const bucket = { start: 0, end: 1, values: { a: 1, b: null, c: 5 } };
  expect(sortedValues(bucket, series).map((row) => row.series.key)).toEqual(['c', 'a']);
});

it('markGroups puts marks into their buckets, and leaves out those outside', () => {
  const buckets = fillBuckets([], ['requests'], range);
  const mark = (at: string, label: string) => ({ at: `2026-11-21T10:${at}Z`, label });
  const groups = markGroups(buckets, [
    mark('03:59', 'c'),
    mark('01:00', 'a'),
    mark('01:59', 'b'),
    mark('05:00', 'too late'),
    { at: 'nonsense', label: 'no time' },
  ]);
  expect(groups.map(({ bucket, marks }) => [bucket, marks.map(({ label }) => label)])).toEqual([
    [buckets[1], ['a', 'b']],
    [buckets[3], ['c']],
  ]);
  expect(markGroups([], [mark('01:00', 'a')])).toEqual([]);
});

it('exact values are in the unit that is named', () => {
  const money = { name: 'USD', format: String, exact: { name: 'USD', per: 1e9 } };
  expect(exactText(money, 4_200_000)).toBe('0.0042 USD');
  expect(exactText({ name: 'time', format: String, exact: { name: 'ms' } }, 1693.4217)).toBe('1693.4217 ms');
  expect(exactText({ name: 'requests', format: String }, 12)).toBe('12 requests');
});
