import { expect, test } from 'vitest';
import type { ArmResult } from '#lib/monitoring/schemas.ts';
import { columnsFor, intervalText, resultColumns, scaleOf } from './result-columns.ts';

const arm: ArmResult = {
  entity: 'main',
  traffic: 'live',
  requests: 100,
  units: 40,
  fallbacks: 0,
  cacheHits: 0,
  errorRate: { value: 0.02, low: 0.01, high: 0.05 },
  declinedRate: null,
  satisfaction: { value: 0.8, low: 0.6, high: 0.9 },
  ratings: 10,
  p50: null,
  p95: { value: 1200, low: 1100, high: 1400 },
  p99: null,
  firstTokenP50: null,
  cost: { value: 4_200_000.4, low: 4_000_000, high: 4_400_000 },
  agreement: null,
};

function column(id: string) {
  const found = resultColumns.find((one) => one.id === id);
  if (!found) throw new Error(`There is no column ${id}.`);
  return found;
}

test('bars of one column share one scale from zero', () => {
  const slower = { ...arm, p95: { value: 2000, low: 1500, high: 2500 } };
  expect(scaleOf(column('p95'), [arm, slower])).toEqual([0, 2500]);
  expect(scaleOf(column('satisfaction'), [arm])).toEqual([0, 1]);
  expect(scaleOf(column('p50'), [arm])).toEqual([0, 0]);
});

test('an interval without an upper end is drawn to the end of the scale and says so', () => {
  const open = { value: 1200, low: 1100, high: null };
  expect(scaleOf(column('p95'), [{ ...arm, p95: open }])).toEqual([0, 2400]);
  expect(intervalText(column('p95'), open)).toBe('1.1 s or more');
});

test('agreement has a column only where something is mirrored', () => {
  expect(columnsFor([arm]).map(({ id }) => id)).not.toContain('agreement');
  expect(columnsFor([arm, { ...arm, traffic: 'shadow' }]).map(({ id }) => id)).toContain('agreement');
});

test('intervals are read with their unit', () => {
  expect(intervalText(column('p95'), { value: 1200, low: 1100, high: 1400 })).toBe('between 1.1 s and 1.4 s');
  expect(intervalText(column('cost'), { value: 0, low: 4_000_000.2, high: 4_400_000 })).toBe(
    'between $0.004 and $0.0044',
  );
});
