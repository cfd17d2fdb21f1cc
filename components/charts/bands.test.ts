import { describe, expect, test } from 'vitest';
import { type BandPoint, thinned, visibleBands } from './bands.ts';

const point = (at: number, value: number | null): BandPoint => ({ at, value, limit: 5 });

describe('points of a chart with bands', () => {
  test('stay as they are when there are few', () => {
    const few = [point(0, 1), point(1, null)];
    expect(thinned(few, 'up')).toEqual(few);
  });

  test('lose no peak, whichever way is worse', () => {
    const many = Array.from({ length: 2160 }, (_, at) =>
      point(at, at === 777 ? 100 : at === 1500 ? -100 : 1),
    );
    expect(thinned(many, 'up').length).toBeLessThanOrEqual(800);
    expect(thinned(many, 'up').some(({ value }) => value === 100)).toBe(true);
    expect(thinned(many, 'down').some(({ value }) => value === -100)).toBe(true);
  });

  test('keep a gap as a gap', () => {
    const many = Array.from({ length: 1000 }, (_, at) => point(at, at < 500 ? null : 1));
    const drawn = thinned(many, 'up');
    expect(drawn[0]?.value).toBeNull();
    expect(drawn.at(-1)?.value).toBe(1);
  });
});

test('bands are within the chart, wide enough to see, and joined where they touch', () => {
  const bands = visibleBands(
    [
      { from: -50, to: 10, kind: 'firing' },
      { from: 5, to: 30, kind: 'firing' },
      { from: 25, to: 26, kind: 'pending' },
      { from: 280, to: 900, kind: 'firing' },
      { from: 400, to: 500, kind: 'firing' },
    ],
    0,
    300,
  );
  expect(bands).toEqual([
    { from: 0, to: 30, kind: 'firing' },
    { from: 25, to: 26, kind: 'pending' },
    { from: 280, to: 300, kind: 'firing' },
  ]);
  expect(visibleBands([{ from: 100, to: 100, kind: 'firing' }], 0, 3000)).toEqual([
    { from: 100, to: 110, kind: 'firing' },
  ]);
});
