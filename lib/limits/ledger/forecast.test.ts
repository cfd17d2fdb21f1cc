import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast } from './forecast.ts';

const weeks = (count: number, used: (weekday: number) => number) =>
  Array.from({ length: count * 7 }, (_, index) => ({
    weekday: (index % 7) + 1,
    used: used((index % 7) + 1),
  }));

describe('forecast', () => {
  it('expects weekends to be weekends', () => {
    const history = weeks(4, (weekday) => (weekday > 5 ? 0 : 100));
    const { expected, interval, days } = forecast(250, history, { weekday: 5, rest: 0.5 }, 3);
    expect(days).toEqual([50, 0, 0, 100]);
    expect(expected).toBe(400);
    expect(interval).toEqual({ low: 400, high: 400 });
  });

  it('goes by all days with little history, and gives no interval with less', () => {
    const week = weeks(1, (weekday) => weekday * 10);
    const some = forecast(0, week, { weekday: 1, rest: 1 }, 0);
    expect(some.expected).toBe(40);
    expect(some.interval?.high).toBeGreaterThan(40);
    expect(forecast(7, week.slice(0, 3), { weekday: 4, rest: 0 }, 0)).toEqual({
      expected: 7,
      interval: null,
      days: [0],
    });
    expect(forecast(7, [], { weekday: 4, rest: 0.3 }, 2).expected).toBe(7);
  });

  it('holds what comes about four times in five', () => {
    let seed = 12345;
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const day = (weekday: number) => 1000 + 100 * weekday + 80 * normal();
    let held = 0;
    const trials = 1000;
    for (let trial = 0; trial < trials; trial++) {
      const { interval } = forecast(0, weeks(8, day), { weekday: 1, rest: 1 }, 9);
      const came = Array.from({ length: 10 }, (_, ahead) => day((ahead % 7) + 1)).reduce(
        (sum, used) => sum + used,
        0,
      );
      if (interval !== null && came >= interval.low && came <= interval.high) held += 1;
    }
    expect(held / trials).toBeGreaterThan(0.76);
    expect(held / trials).toBeLessThan(0.84);
  });

  it('never expects less than was used, nor an interval without what it expects', () => {
    const day = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), used: fc.nat({ max: 1e9 }) });
    const today = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      rest: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(day, { maxLength: 60 }),
        today,
        fc.nat({ max: 30 }),
        (used, history, now, ahead) => {
          const { expected, interval, days } = forecast(used, history, now, ahead);
          expect(days).toHaveLength(ahead + 1);
          expect(expected).toBeGreaterThanOrEqual(used);
          if (interval === null) return;
          expect(interval.low).toBeGreaterThanOrEqual(used);
          expect(interval.low).toBeLessThanOrEqual(expected);
          expect(interval.high).toBeGreaterThanOrEqual(expected);
        },
      ),
    );
  });
});
