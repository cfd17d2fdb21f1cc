import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.ts';
import { runsOf, ticksFor } from './scale.ts';

describe('an axis', () => {
  it('has round steps from zero that hold what is drawn', () => {
    expect(ticksFor(97)).toEqual([0, 25, 50, 75, 100]);
    expect(ticksFor(0.031)).toEqual([0, 0.01, 0.02, 0.03, 0.04]);
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (largest) => {
        const ticks = ticksFor(largest);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });

  it('stands where there is nothing but zeros', () => {
    expect(ticksFor(0)).toEqual([0, 1]);
    expect(ticksFor(Number.NaN)).toEqual([0, 1]);
  });
});

it('a line breaks where nothing was measured', () => {
  const at = (n: number, value: number | null) => ({ at: n * 60_000, value });
  expect(runsOf([at(0, 1), at(1, 2), at(3, 3), at(4, null), at(5, 4)], 60_000)).toEqual([
    [at(0, 1), at(1, 2)],
    [at(3, 3)],
    [at(5, 4)],
  ]);
});

it('text that the font lacks is written near to it', () => {
  expect(plainText('Größe − 5 ≤ 7 “é” 漢字 🚢')).toBe('Größe - 5 <= 7 “é” ?? ?');
});
