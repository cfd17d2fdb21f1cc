import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageAt, pageGap, pagesInSight, pageTops, scaleFor } from './page-layout.ts';

const size = fc.record({
  width: fc.integer({ min: 100, max: 2000 }),
  height: fc.integer({ min: 100, max: 2000 }),
});

describe('the column of pages', () => {
  it('fits the widest page into the width', () => {
    const sizes = [
      { width: 600, height: 800 },
      { width: 800, height: 600 },
    ];
    expect(scaleFor(sizes, 400 + 2 * pageGap, 1)).toBeCloseTo(0.5);
    expect(scaleFor(sizes, 400 + 2 * pageGap, 2)).toBeCloseTo(1);
  });

  it('finds each page at its own top', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 200 }), (sizes) => {
        const tops = pageTops(sizes, 1);
        for (const [at] of sizes.entries()) expect(pageAt(tops, tops[at] ?? 0)).toBe(at + 1);
        expect(pageAt(tops, 1e9)).toBe(sizes.length);
        expect(pageAt(tops, -5)).toBe(1);
      }),
    );
  });

  it('draws what is in sight and little more', () => {
    const tops = pageTops(
      Array.from({ length: 500 }, () => ({ width: 600, height: 800 })),
      1,
    );
    const drawn = pagesInSight(tops, tops[249] ?? 0, 800);
    expect(drawn).toContain(250);
    expect(drawn.length).toBeLessThanOrEqual(5);
    expect(pagesInSight([pageGap], 0, 800)).toEqual([]);
  });
});
