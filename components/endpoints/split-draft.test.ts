import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DraftShare, moveShare, normaliseShares, withoutShare } from './split-draft.ts';

function shares(...percentages: number[]): DraftShare[] {
  return percentages.map((trafficPercentage, i) => ({
    name: String.fromCharCode(97 + i),
    trafficPercentage,
    locked: false,
  }));
}

function percentages(draft: readonly DraftShare[]): number[] {
  return draft.map(({ trafficPercentage }) => trafficPercentage);
}

/** As the server sums them. */
function sum(draft: readonly DraftShare[]): number {
  return draft.reduce((total, { trafficPercentage }) => total + Math.round(trafficPercentage * 1e6), 0);
}

test('the others give in proportion to what they have', () => {
  expect(percentages(moveShare(shares(0, 60, 40), 'a', 50))).toEqual([50, 30, 20]);
  expect(percentages(moveShare(shares(50, 30, 20), 'a', 0))).toEqual([0, 60, 40]);
});

test('others without any share get equal parts, and the odd tenth goes to one of them', () => {
  expect(percentages(moveShare(shares(100, 0, 0, 0), 'a', 0))).toEqual([0, 33.4, 33.3, 33.3]);
});

test('a locked entity keeps its share and limits the rest', () => {
  const draft = shares(50, 30, 20).map((share) => ({ ...share, locked: share.name === 'c' }));
  expect(percentages(moveShare(draft, 'a', 95))).toEqual([80, 0, 20]);
  expect(percentages(moveShare(draft, 'c', 0))).toEqual([50, 30, 20]);
});

test('an entity that stands alone stays at 100', () => {
  expect(percentages(moveShare(shares(100), 'a', 10))).toEqual([100]);
});

test('what a removed entity had goes to the others, to locked ones only when there is nobody else', () => {
  expect(percentages(withoutShare(shares(20, 60, 20), 'a'))).toEqual([75, 25]);
  const locked = shares(20, 80).map((share) => ({ ...share, locked: true }));
  expect(withoutShare(locked, 'a')).toEqual([{ name: 'b', trafficPercentage: 100, locked: true }]);
});

/** Any split in tenths, with any of them locked. */
const drafts = fc
  .array(fc.record({ weight: fc.integer({ min: 0, max: 1000 }), locked: fc.boolean() }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((entries): DraftShare[] => {
    const total = entries.reduce((all, { weight }) => all + weight, 0);
    const tenths = entries.map(({ weight }) => (total === 0 ? 0 : Math.floor((weight / total) * 1000)));
    const left = 1000 - tenths.reduce((all, part) => all + part, 0);
    return entries.map(({ locked }, i) => ({
      name: `entity-${i}`,
      trafficPercentage: ((tenths[i] ?? 0) + (i === 0 ? left : 0)) / 10,
      locked,
    }));
  });

const moves = fc.array(
  fc.record({ index: fc.nat(19), percentage: fc.double({ min: -50, max: 150, noNaN: true }) }),
  { minLength: 1, maxLength: 10 },
);

/** What the locked entities leave for `name`. */
function largestShare(draft: readonly DraftShare[], name: string): number {
  const locked = draft.filter((share) => share.locked && share.name !== name);
  return Math.max(0, 100e6 - sum(locked)) / 1e6;
}

test('after any moves: exactly 100, in tenths, never negative, locks respected', () => {
  fc.assert(
    fc.property(drafts, moves, (start, steps) => {
      let draft = start;
      for (const { index, percentage } of steps) {
        const name = `entity-${index % draft.length}`;
        const limit = largestShare(draft, name);
        const before = draft;
        draft = moveShare(draft, name, percentage);
        expect(sum(draft)).toBe(100e6);
        const moved = draft.find((share) => share.name === name);
        const canTrade = before.some((share) => share.name !== name && !share.locked);
        if (moved && !moved.locked && canTrade) {
          const wanted = Math.min(limit, Math.max(0, Math.round(percentage * 10) / 10));
          expect(moved.trafficPercentage).toBeCloseTo(wanted, 9);
        }
        for (const { name: other, trafficPercentage, locked } of draft) {
          expect(trafficPercentage).toBeGreaterThanOrEqual(0);
          expect(trafficPercentage).toBe(Math.round(trafficPercentage * 10) / 10);
          if (locked)
            expect(start.find((share) => share.name === other)).toMatchObject({ trafficPercentage });
        }
      }
    }),
  );
});

test('no unlocked entity gains while another one takes', () => {
  fc.assert(
    fc.property(drafts, fc.nat(19), fc.integer({ min: 0, max: 100 }), (start, index, percentage) => {
      const name = `entity-${index % start.length}`;
      const grows = percentage >= (start.find((share) => share.name === name)?.trafficPercentage ?? 0);
      const after = moveShare(start, name, percentage);
      start.forEach((before, i) => {
        if (before.name === name || !grows) return;
        // Rounding to a tenth may add less than one step.
        expect(after[i]?.trafficPercentage ?? 0).toBeLessThan(before.trafficPercentage + 0.1 + 1e-9);
      });
    }),
  );
});

test('a locked share that is not in tenths still leaves a sum of 100', () => {
  const draft = shares(33.333333, 33.333333, 33.333334).map((s) => ({ ...s, locked: s.name === 'a' }));
  const moved = moveShare(draft, 'b', 10);
  expect(sum(moved)).toBe(100e6);
  expect(moved[0]?.trafficPercentage).toBe(33.333333);
  expect(moved[1]?.trafficPercentage).toBe(10);
});

test('shares that lost their sum find it again, and a split that has it is left alone', () => {
  expect(normaliseShares([90, 30])).toEqual([75, 25]);
  expect(normaliseShares([33.333333, 66.666667])).toEqual([33.333333, 66.666667]);
});
