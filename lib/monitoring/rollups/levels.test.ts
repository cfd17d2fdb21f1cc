import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptSince, levels, planReading } from './levels.ts';

const now = new Date('2026-11-21T11:17:42Z');
const dayMs = 86_400_000;

const asked = fc
  .record({
    from: fc.integer({ min: now.getTime() - 390 * dayMs, max: now.getTime() }),
    length: fc.integer({ min: 1, max: 400 * dayMs }),
    step: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 604_800 }),
      fc.constantFrom(60, 300, 900, 1800, 3600, 43_200),
    ),
  })
  .map(({ from, length, step }) => ({ from: new Date(from), to: new Date(from + length), step }));

describe('the plan of a reading', () => {
  it('covers the range exactly once, from levels that hold it, in periods that no step cuts', () => {
    fc.assert(
      fc.property(asked, (range) => {
        const { from, to, stepSeconds, segments } = planReading(range, now);
        expect(from).toBeLessThanOrEqual(range.from.getTime());
        expect(to).toBeGreaterThanOrEqual(range.to.getTime());
        expect(segments[0]?.from).toBe(from);
        expect(segments.at(-1)?.to).toBe(to);
        for (const [index, segment] of segments.entries()) {
          if (index > 0) expect(segment.from).toBe(segments[index - 1]?.to);
          expect(segment.from % (segment.level * 1000)).toBe(0);
          expect(segment.to % (segment.level * 1000)).toBe(0);
          if (stepSeconds > 0) expect(stepSeconds % segment.level).toBe(0);
          const level = levels.find(({ seconds }) => seconds === segment.level);
          if (level) expect(segment.from).toBeGreaterThanOrEqual(keptSince(level, now).getTime());
        }
        if (stepSeconds > 0) {
          expect(from % (stepSeconds * 1000)).toBe(0);
          expect(stepSeconds).toBeGreaterThanOrEqual(range.step);
          expect((to - from) / 1000 / stepSeconds).toBeLessThan(2002);
        } else expect(range.step).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes the minute where it is kept, and says what it had to widen where it is not', () => {
    const from = new Date('2026-11-21T10:03:30Z');
    expect(planReading({ from, to: now, step: 0 }, now)).toMatchObject({
      from: Date.parse('2026-11-21T10:03:00Z'),
      to: Date.parse('2026-11-21T11:18:00Z'),
    });
    const long = { from: new Date('2026-02-01T01:00:00Z'), to: new Date('2026-02-01T02:00:00Z'), step: 60 };
    expect(planReading(long, now)).toMatchObject({
      from: Date.parse('2026-02-01T00:00:00Z'),
      to: Date.parse('2026-02-01T03:00:00Z'),
      stepSeconds: 10_800,
    });
  });

  it('knows no daylight saving: the night clocks change has steps as any other', () => {
    // 29 March 2026, 01:00 UTC: Berlin's clocks go from 02:00 to 03:00.
    const range = {
      from: new Date('2026-03-28T23:00:00Z'),
      to: new Date('2026-03-29T23:00:00Z'),
      step: 10_800,
    };
    const { segments, from, to } = planReading(range, new Date('2026-03-30T00:00:00Z'));
    expect((to - from) / 3_600_000).toBe(26);
    expect(segments.reduce((sum, segment) => sum + segment.to - segment.from, 0)).toBe(to - from);
  });

  it('reads a month from some sixty periods of each series', () => {
    const month = { from: new Date(now.getTime() - 30 * dayMs), to: now, step: 43_200 };
    const periods = planReading(month, now).segments.map(({ from, to, level }) => (to - from) / 1000 / level);
    expect(periods.reduce((sum, count) => sum + count, 0)).toBeLessThan(90);
  });
});
