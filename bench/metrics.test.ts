import { describe, expect, it } from 'vitest';
import { hit, mean, ndcg, percentile } from './metrics.ts';

describe('ndcg', () => {
  const relevant = new Set(['a', 'b']);

  it('is 1 for the ideal ranking, whatever follows', () => {
    expect(ndcg(['b', 'a', 'x'], relevant, 10)).toBe(1);
  });

  it('discounts by the logarithm of the rank', () => {
    const ideal = 1 + 1 / Math.log2(3);
    expect(ndcg(['x', 'a', 'y', 'b'], relevant, 10)).toBeCloseTo(
      (1 / Math.log2(3) + 1 / Math.log2(5)) / ideal,
    );
  });

  it('looks at the first k only, and the ideal has no more than k either', () => {
    expect(ndcg(['x', 'a'], relevant, 1)).toBe(0);
    expect(ndcg(['a'], relevant, 1)).toBe(1);
  });

  it('is 0 without anything relevant', () => {
    expect(ndcg(['a'], new Set(), 10)).toBe(0);
  });
});

it('hit tells whether anything relevant is among the first k', () => {
  expect(hit(['x', 'a'], new Set(['a']), 1)).toBe(0);
  expect(hit(['x', 'a'], new Set(['a']), 2)).toBe(1);
});

it('mean and percentile', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(percentile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(percentile([5, 1, 4, 2, 3], 0.95)).toBe(5);
  expect(percentile([], 0.5)).toBeNaN();
});
