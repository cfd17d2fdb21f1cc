import { expect, test } from 'vitest';
import {
  draftProblems,
  rebaseDraft,
  sharesOf,
  startDraft,
  withEntity,
  withLock,
  withoutEntity,
  withShare,
} from './draft.ts';
import { diffEntities } from './entity-diff.ts';
import { testEntity } from './test-entities.ts';

const main = testEntity('main', 90, { fallbacks: ['next'] });
const next = testEntity('next', 10);
const begun = startDraft(4, [main, next]);

test('a draft holds only what is saved', () => {
  const draft = startDraft(1, [{ ...main, ...{ resolvedVersion: 3, problem: null } }]);
  expect(draft.entities[0]).toEqual(main);
});

test('dragging there and back from one origin changes nothing', () => {
  const three = startDraft(1, [testEntity('a', 20), testEntity('b', 60), testEntity('c', 20)]);
  const origin = sharesOf(three);
  const away = withShare(three, origin, 'a', 100);
  expect(away.entities.map((entity) => entity.trafficPercentage)).toEqual([100, 0, 0]);
  expect(withShare(away, origin, 'a', 20).entities).toEqual(three.entities);
});

test('locks are set and taken back', () => {
  const locked = withLock(withLock(begun, 'next', true), 'next', true);
  expect(locked.locked).toEqual(['next']);
  expect(withLock(locked, 'next', false).locked).toEqual([]);
});

test('a new name is followed by fallbacks and locks', () => {
  const renamed = withEntity(withLock(begun, 'next', true), { ...next, name: 'candidate' }, 'next');
  expect(renamed.entities.map(({ name }) => name)).toEqual(['main', 'candidate']);
  expect(renamed.entities[0]?.fallbacks).toEqual(['candidate']);
  expect(renamed.locked).toEqual(['candidate']);
});

test('a removed entity leaves no fallback and no share behind; the last one stays', () => {
  const alone = withoutEntity(begun, 'next');
  expect(alone.entities).toEqual([{ ...main, trafficPercentage: 100, fallbacks: [] }]);
  expect(withoutEntity(alone, 'main')).toBe(alone);
});

test('a draft says why it cannot be applied', () => {
  expect(draftProblems(begun)).toEqual([]);
  const circle = withEntity(begun, { ...next, fallbacks: ['main'] }, 'next');
  expect(draftProblems(circle)).toEqual(['The fallbacks go in a circle: main → next → main.']);
});

test('rebasing keeps what the draft changed and takes the rest from the other', () => {
  const mine = withShare(begun, sharesOf(begun), 'next', 25);
  const theirs = [{ ...main, timeoutMs: 20_000 }, next, testEntity('mirror', 0, { shadowPercentage: 5 })];
  const rebased = rebaseDraft(mine, 5, theirs);
  expect(rebased.base).toBe(5);
  expect(diffEntities(theirs, rebased.entities)).toEqual(['main: 90 % → 75 %', 'next: 10 % → 25 %']);
});

test('rebasing keeps what the draft added and removed, and the sum', () => {
  const added = withEntity(withoutEntity(begun, 'next'), testEntity('other', 0), null);
  const mine = withShare(added, sharesOf(added), 'other', 50);
  const theirs = [
    { ...main, trafficPercentage: 60 },
    { ...next, trafficPercentage: 40 },
  ];
  const rebased = rebaseDraft(mine, 5, theirs);
  expect(rebased.entities.map(({ name, trafficPercentage }) => [name, trafficPercentage])).toEqual([
    ['main', 50],
    ['other', 50],
  ]);
  expect(draftProblems(rebased)).toEqual([]);
});

test('when both moved shares, the sum is 100 again', () => {
  const mine = withShare(begun, sharesOf(begun), 'next', 50);
  const theirs = [
    { ...main, trafficPercentage: 40 },
    { ...next, trafficPercentage: 10 },
    testEntity('third', 50),
  ];
  expect(draftProblems(rebaseDraft(mine, 5, theirs))).toEqual([]);
});

test('an entity that the other removed is gone, unless nothing would be left', () => {
  const mine = withShare(begun, sharesOf(begun), 'next', 25);
  const rebased = rebaseDraft(mine, 5, [{ ...main, trafficPercentage: 100, fallbacks: [] }]);
  expect(rebased.entities.map(({ name }) => name)).toEqual(['main']);
  expect(draftProblems(rebased)).toEqual([]);
});
