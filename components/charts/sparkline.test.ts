import { expect, it } from 'vitest';
import { aboveLowest, sparkPath } from './sparkline.tsx';

it('draws from zero and leaves gaps open', () => {
  expect(sparkPath([0, 10, null, 5], 30, 20)).toBe('M0 20L0 20L10 0M30 10L30 10');
});

it('draws nothing of nothing', () => {
  expect(sparkPath([], 30, 20)).toBe('');
  expect(sparkPath([null, null], 30, 20)).toBe('');
});

it('counts from the lowest value when asked, gaps kept', () => {
  expect(aboveLowest([-3, null, -1])).toEqual([0, null, 2]);
  expect(aboveLowest([null])).toEqual([null]);
});
