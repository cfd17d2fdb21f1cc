import { expect, test } from 'vitest';
import { barsOf, uptimeOf } from './uptime.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-29T00:00:00Z');
const hours = (count: number) =>
  Array.from({ length: count + 1 }, (_, index) => new Date(start + index * hour));

test('uptime is the share of runs that passed', () => {
  expect(
    uptimeOf([
      { passed: 9, failed: 1 },
      { passed: 0, failed: 0 },
      { passed: 10, failed: 0 },
    ]),
  ).toBe(0.95);
});

test('nothing run is unknown, not down', () => {
  expect(uptimeOf([])).toBeNull();
  expect(uptimeOf([{ passed: 0, failed: 0 }])).toBeNull();
  const [gap] = barsOf(hours(1), new Map(), [{ from: new Date(start - hour), to: null }]);
  expect(gap).toMatchObject({ passed: 0, failed: 0, down: false });
});

test('one bar for each piece, with what was counted in it', () => {
  const bars = barsOf(hours(3), new Map([[1, { passed: 3, failed: 1 }]]), []);
  expect(bars.map(({ passed, failed }) => [passed, failed])).toEqual([
    [0, 0],
    [3, 1],
    [0, 0],
  ]);
  expect(bars[2]).toMatchObject({ from: '2026-03-29T02:00:00.000Z', to: '2026-03-29T03:00:00.000Z' });
});

test('an incident marks every bar it overlaps, and not the one that begins as it ends', () => {
  const counts = new Map([0, 1, 2, 3].map((index) => [index, { passed: 1, failed: 1 }]));
  const incident = { from: new Date(start + 1.5 * hour), to: new Date(start + 3 * hour) };
  expect(barsOf(hours(4), counts, [incident]).map(({ down }) => down)).toEqual([false, true, true, false]);
  expect(barsOf(hours(4), counts, [{ ...incident, to: null }]).map(({ down }) => down)).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

test('a day of 23 hours is a bar as any other', () => {
  const days = ['2026-03-27T23:00:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'].map(
    (day) => new Date(day),
  );
  const bars = barsOf(days, new Map([[1, { passed: 23, failed: 0 }]]), []);
  const last = bars[1];
  expect(last && Date.parse(last.to) - Date.parse(last.from)).toBe(23 * hour);
  expect(uptimeOf(bars)).toBe(1);
});
