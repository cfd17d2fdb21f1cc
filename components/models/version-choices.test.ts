import { describe, expect, test } from 'vitest';
import { aModel, aVersion } from './test-model.ts';
import { comparedWith, nextPromotion, othersInStage, stageAfter } from './version-choices.ts';

test('a version goes to staging first, then to production', () => {
  expect(nextPromotion('development')).toBe('staging');
  expect(nextPromotion('archived')).toBe('staging');
  expect(nextPromotion('staging')).toBe('production');
});

describe('compared with', () => {
  test('the champion', () => {
    const model = aModel([aVersion(1, { aliases: ['champion'] }), aVersion(2), aVersion(3)]);
    expect(comparedWith(model, 3)).toBe(1);
  });
  test('production when there is no champion', () => {
    expect(comparedWith(aModel([aVersion(1), aVersion(2, { stage: 'production' }), aVersion(3)]), 1)).toBe(2);
  });
  test('the one before, skipping deleted ones', () => {
    const gone = aVersion(2, { deletedAt: '2026-11-20T10:00:00.000Z' });
    expect(comparedWith(aModel([aVersion(1), gone, aVersion(3)]), 3)).toBe(1);
  });
  test('the champion itself with the one before; the first with a later one; a lone one with nothing', () => {
    expect(comparedWith(aModel([aVersion(1), aVersion(2, { aliases: ['champion'] })]), 2)).toBe(1);
    expect(comparedWith(aModel([aVersion(1), aVersion(2)]), 1)).toBe(2);
    expect(comparedWith(aModel([aVersion(1)]), 1)).toBeNull();
  });
});

test('a stage means the highest number in it, unless the others are archived', () => {
  const model = aModel([
    aVersion(2),
    aVersion(3, { stage: 'production' }),
    aVersion(5, { stage: 'production' }),
  ]);
  expect(othersInStage(model, 'production', 3)).toEqual([5]);
  const change = { stage: 'production', version: 2 } as const;
  expect(stageAfter(model, { ...change, archiveExisting: false })).toBe(5);
  expect(stageAfter(model, { ...change, archiveExisting: true })).toBe(2);
});
