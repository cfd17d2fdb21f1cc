import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Refusal, RefusalFold } from './fold-refusals.ts';

const limits = { windowMs: 60_000, maxKnown: 5, maxAnonymous: 3 };

function refusal(who: number | null, route: number): Refusal {
  const id = who === null ? null : `user-${who}`;
  return {
    actor: { kind: id === null ? 'anonymous' : 'user', id, name: 'x', address: `10.0.0.${route}` },
    action: 'access.refused',
    subject: { kind: 'route', id: `GET /${route}`, name: `GET /${route}` },
    permission: 'users.read',
    reason: 'missing_permission',
  };
}

describe('RefusalFold', () => {
  it('tells the first at once, and those like it as a number when the minute is over', () => {
    const fold = new RefusalFold(limits);
    expect(fold.note(refusal(1, 1), 0)).toMatchObject({ times: 1 });
    for (let i = 0; i < 99; i++) expect(fold.note(refusal(1, 1), 10)).toBeNull();
    expect(fold.note(refusal(1, 2), 10)).toMatchObject({ times: 1 });
    expect(fold.take(59_999)).toEqual([]);
    expect(fold.take(60_000)).toMatchObject([{ times: 99, subject: { id: 'GET /1' } }]);
    expect(fold.note(refusal(1, 1), 60_001)).toMatchObject({ times: 1 });
  });

  it('counts together what would be too many kinds, strangers apart from those who are known', () => {
    const fold = new RefusalFold(limits);
    for (let i = 0; i < 1000; i++) fold.note(refusal(null, i), 0);
    expect(fold.size).toBe(4);
    expect(fold.note(refusal(1, 1), 0)).toMatchObject({ actor: { id: 'user-1' }, times: 1 });
    expect(fold.take()).toMatchObject([{ actor: { name: 'several callers' }, times: 996 }]);
  });

  it('loses none and stays small, whatever comes', () => {
    const step = fc.oneof(
      fc.record({
        who: fc.option(fc.integer({ min: 1, max: 4 })),
        route: fc.integer({ min: 1, max: 6 }),
        after: fc.integer({ min: 0, max: 30_000 }),
      }),
      fc.constant('take' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const fold = new RefusalFold(limits);
        let now = 0;
        let noted = 0;
        let told = 0;
        for (const one of steps) {
          if (one === 'take') for (const { times } of fold.take(now)) told += times;
          else {
            now += one.after;
            noted += 1;
            told += fold.note(refusal(one.who, one.route), now)?.times ?? 0;
          }
          expect(fold.size).toBeLessThanOrEqual(limits.maxKnown + limits.maxAnonymous + 2);
        }
        for (const { times } of fold.take()) told += times;
        expect(told).toBe(noted);
      }),
    );
  });
});
