import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  extentOf,
  linearScale,
  logScale,
  positionsOf,
  valuesOf,
  type XySeries,
  xyData,
} from './xy-series.ts';

function series(key: string, values: readonly (number | null)[], firstX = 0): XySeries {
  return { key, label: key, points: values.map((y, index) => ({ x: firstX + index, y })) };
}

describe('xyData', () => {
  it('puts series with other positions into rows by position', () => {
    const data = xyData([series('a', [1, 2]), series('b', [5, 6], 1)], false);
    expect(data.rows).toEqual([
      { x: 0, values: { 'a 0': 1 } },
      { x: 1, values: { 'a 0': 2, 'b 1': 5 } },
      { x: 2, values: { 'b 1': 6 } },
    ]);
  });

  it('breaks a line where no number was measured', () => {
    const data = xyData([series('a', [1, null, 2, 3])], false);
    expect(data.stretches.map(({ series: key }) => key)).toEqual(['a', 'a']);
    expect(data.rows.map(({ x }) => x)).toEqual([0, 2, 3]);
  });

  it('counts what a logarithmic axis cannot show', () => {
    const data = xyData([series('a', [-1, 0, 10])], true);
    expect(data).toMatchObject({ hidden: 2, rows: [{ x: 2 }] });
    expect(extentOf([series('a', [-1, 0, 10])], true)).toEqual([10, 10]);
    expect(extentOf([series('a', [null])], false)).toBeNull();
    expect(positionsOf([series('a', [1, 2]), series('b', [null, 6], 4)])).toEqual([0, 5]);
    expect(positionsOf([])).toBeNull();
  });

  it('lists the values of a position, the largest first', () => {
    const all = [series('a', [1]), series('b', [5]), series('c', [], 3)];
    const data = xyData(all, false);
    const [row] = data.rows;
    expect(row && valuesOf(row, data, all).map(({ series: { key }, value }) => [key, value])).toEqual([
      ['b', 5],
      ['a', 1],
    ]);
  });
});

describe('scales', () => {
  it('end and step at round numbers', () => {
    expect(linearScale([0.12, 0.87]).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearScale([3, 3]).domain).toEqual([3, 4]);
    expect(linearScale([0, 0]).domain).toEqual([0, 0.5]);
    expect(linearScale([0, 5e-324]).ticks.length).toBeGreaterThan(1);
    expect(logScale([0.02, 3]).ticks).toEqual([0.01, 0.1, 1, 10]);
    expect(logScale([20, 80]).ticks).toEqual([10, 20, 50, 100]);
  });

  it('hold whatever was measured, with few ticks', () => {
    const finite = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(finite, finite, (a, b) => {
        const extent = [Math.min(a, b), Math.max(a, b)] as const;
        const { domain, ticks } = linearScale(extent);
        const slack = Math.max(1e-300, (domain[1] - domain[0]) * 1e-6);
        expect(domain[0]).toBeLessThanOrEqual(extent[0] + slack);
        expect(domain[1]).toBeGreaterThanOrEqual(extent[1] - slack);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
    const positive = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const extent = [Math.min(a, b), Math.max(a, b)] as const;
        const { domain, ticks } = logScale(extent);
        expect(domain[0]).toBeLessThanOrEqual(extent[0] * 1.0001);
        expect(domain[1]).toBeGreaterThanOrEqual(extent[1] * 0.9999);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
