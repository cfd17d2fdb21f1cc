import '../../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import type { SeriesKey } from './series.ts';
import { seriesNumbers } from './series-store.ts';

const keyOf = (number: number): SeriesKey => ({
  endpoint_name: `endpoint ${number}`,
  config_number: 1,
  arm: 'main',
  traffic: 'live',
  model_name: 'guide',
  model_version: 1,
});
const keys = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => keyOf(from + index));

it('numbers a series once, also when a process has seen more of them than it remembers', async () => {
  const first = await seriesNumbers(keys(0, 49_990));
  expect(new Set(first).size).toBe(49_990);
  // Both batches hold known series and new ones; each makes the process forget what the other knew.
  const [mixed, other] = await Promise.all([
    seriesNumbers(keys(49_980, 30)),
    seriesNumbers(keys(49_970, 40)),
  ]);
  expect(mixed.slice(0, 10)).toEqual(first.slice(-10));
  expect(other.slice(0, 20)).toEqual(first.slice(-20));
  expect(other.slice(10)).toEqual(mixed);
});
