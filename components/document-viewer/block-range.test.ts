import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendDown, extendUp, highlightOf, holds, isLit, windowAround } from './block-range.ts';

describe('the part of a document that is rendered', () => {
  it('holds the block it opens at, and stays inside the document', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(6000), (count, focus) => {
        const range = windowAround(focus, count);
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThan(count);
        expect(holds(range, Math.min(focus, count - 1))).toBe(true);
      }),
    );
  });

  it('reaches every block by extending it', () => {
    let range = windowAround(2000, 3000);
    expect(holds(range, 0)).toBe(false);
    for (let step = 0; step < 20; step += 1) range = extendUp(extendDown(range, 3000));
    expect(range).toEqual({ start: 0, end: 2999 });
  });
});

describe('a highlight', () => {
  it('lights both ends and what lies between', () => {
    const highlight = highlightOf(3, 5, 2);
    expect([2, 3, 4, 5, 6].map((index) => isLit(highlight, index))).toEqual([false, true, true, true, false]);
  });

  it('is one block without an end, none without a start', () => {
    expect(highlightOf(4, null, null)).toEqual({ blockStart: 4, blockEnd: 4, page: null });
    expect(highlightOf(null, 9, null)).toBeNull();
  });

  it('may be a page alone, which lights nothing', () => {
    const highlight = highlightOf(null, null, 7);
    expect(highlight?.page).toBe(7);
    expect(isLit(highlight, 0)).toBe(false);
  });
});
