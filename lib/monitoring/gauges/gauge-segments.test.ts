import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planReading } from '../rollups/levels.ts';
import { gaugeSegments } from './gauge-segments.ts';

const hourMs = 3_600_000;
const now = Date.parse('2026-03-10T10:20:30Z');

it('cover the range once, each in periods of its own that are over and make whole steps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 * 24 * 60 }),
      fc.integer({ min: 1, max: 200 * 24 * 60 }),
      fc.constantFrom(0, 60, 900, 3600, 10_800, 86_400, 604_800),
      fc.integer({ min: -24 * 100, max: 1 }),
      (minutesAgo, minutes, step, hours) => {
        const from = now - minutesAgo * 60_000;
        const plan = planReading(
          { from: new Date(from), to: new Date(from + minutes * 60_000), step },
          new Date(now),
        );
        const rolledUntil = Math.floor(now / hourMs) * hourMs + hours * hourMs;
        const segments = gaugeSegments(plan, new Date(rolledUntil));
        expect(segments[0]?.from).toBe(plan.from);
        expect(segments.at(-1)?.to).toBe(plan.to);
        for (const [index, { level, from, to }] of segments.entries()) {
          expect(from).toBeLessThan(to);
          if (index > 0) expect(from).toBe(segments[index - 1]?.to);
          if (level === 'values') continue;
          expect([from % (level * 1000), to % (level * 1000), plan.stepSeconds % level]).toEqual([0, 0, 0]);
          expect(to).toBeLessThanOrEqual(rolledUntil);
        }
        // Values are kept for 90 days, so that nothing older is looked for among them.
        const rolled = segments.filter(({ level, to }) => level === 'values' && to <= rolledUntil);
        for (const { from } of rolled) expect(from).toBeGreaterThan(now - 90 * 24 * hourMs);
      },
    ),
  );
});

it('three months are a hundred periods of each gauge', () => {
  const to = new Date(now);
  const plan = planReading({ from: new Date(now - 90 * 24 * hourMs), to, step: 0 }, to);
  const segments = gaugeSegments(plan, new Date(now - 80 * 60_000));
  expect(segments.map(({ level }) => level)).toEqual([3600, 86_400, 3600, 'values']);
});
