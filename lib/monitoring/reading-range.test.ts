import { expect, it } from 'vitest';
import { readingRange } from './reading-range.ts';

const to = '2026-03-10T00:00:00Z';
const stepOf = (hours: number, groups: number) =>
  readingRange({ from: new Date(Date.parse(to) - hours * 3_600_000).toISOString(), to }, groups).step;

it.each([
  [1, 1, 60],
  [24, 1, 1800],
  [720, 1, 43_200],
  [720, 16, 43_200],
  // Many groups have fewer points each, but never so few that a line says nothing.
  [720, 24, 86_400],
  [720, 200, 86_400],
  [168, 24, 21_600],
  [1, 200, 60],
])('%i hours of %i groups are in steps of %i s', (hours, groups, step) => {
  expect(stepOf(hours, groups)).toBe(step);
});

it('a step that was asked for is kept', () => {
  expect(readingRange({ from: '2026-03-01T00:00:00Z', to, step: 300 }, 200).step).toBe(300);
});
