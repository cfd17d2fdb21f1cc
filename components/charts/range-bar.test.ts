import { expect, test } from 'vitest';
import { placeOn } from './range-bar.tsx';

test('a value stands where the scale says, and never outside', () => {
  expect(placeOn([0, 200], 50)).toBe(25);
  expect(placeOn([0, 1], 1.5)).toBe(100);
  expect(placeOn([0, 1], -1)).toBe(0);
  expect(placeOn([0, 0], 3)).toBe(0);
});
