import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketOf, mergeInto, quantiles, type Sketch } from './sketch.ts';

function sketchOf(values: readonly number[]): Sketch {
  const sketch: Sketch = new Map();
  for (const value of values) mergeInto(sketch, bucketOf(value), 1);
  return sketch;
}

/** As PostgreSQL's `percentile_cont`. */
function exactQuantile(sorted: readonly number[], q: number): number {
  const rank = q * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(rank), Math.floor(rank) + 2);
  return low + (rank - Math.floor(rank)) * (high - low);
}

const latencies = fc.array(fc.double({ min: 0.000_001, max: 600_000, noNaN: true }), {
  minLength: 1,
  maxLength: 300,
});

describe('latency sketch', () => {
  it('keeps every quantile within 1 % of the exact one', () => {
    fc.assert(
      fc.property(latencies, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = exactQuantile(sorted, q);
        const [estimate] = quantiles(sketchOf(values), [q]) ?? [0];
        expect(Math.abs((estimate ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.010001);
      }),
    );
  });

  it('gives the same for merged parts as for the whole', () => {
    fc.assert(
      fc.property(latencies, latencies, (a, b) => {
        const merged = sketchOf(a);
        for (const [bucket, count] of sketchOf(b)) mergeInto(merged, bucket, count);
        expect(quantiles(merged, [0.5, 0.95, 0.99])).toEqual(
          quantiles(sketchOf([...a, ...b]), [0.5, 0.95, 0.99]),
        );
      }),
    );
  });

  it('has no quantiles when empty', () => {
    expect(quantiles(new Map(), [0.5])).toBeNull();
  });
});
