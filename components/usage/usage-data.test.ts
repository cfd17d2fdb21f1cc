import { expect, test } from 'vitest';
import type { UsageReport, UsageTotals } from '#lib/limits/schemas.ts';
import { dollars, groupName, usageSeries } from './usage-data.ts';

const totals = (requests: number, cost = '0'): UsageTotals => ({
  requests,
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  tokens: 0,
  cost,
});

const at = '2026-11-01T00:00:00.000Z';

function report(count: number): UsageReport {
  const groups = Array.from({ length: count }, (_, index) => ({
    key: `key${index}`,
    name: `Team ${index}`,
    totals: totals(1),
    points: [{ at, ...totals(1) }],
  }));
  const whole = { totals: totals(count), previous: totals(0), points: [] };
  return { from: at, to: at, bucket: 'day', ...whole, groups };
}

test('the largest groups are drawn one by one, the rest as one, and nothing is lost', () => {
  const { series, points } = usageSeries(report(12), 'requests');
  expect(series).toHaveLength(8);
  expect(series.at(-1)?.label).toBe('Others');
  expect(Object.values(points[0]?.values ?? {}).reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(
    12,
  );
  expect(usageSeries(report(2), 'requests').series.map(({ label }) => label)).toEqual(['Team 0', 'Team 1']);
});

test('nano-dollars are drawn as dollars', () => {
  expect(dollars('1500000000')).toBe(1.5);
  expect(dollars('900')).toBe(0);
});

test('groups without a name say so', () => {
  expect(groupName({ key: '', name: '' })).toBe('none');
  expect(groupName({ key: 'cachedInput', name: 'cachedInput' })).toBe('Cached input');
});
