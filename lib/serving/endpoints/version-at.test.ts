import { expect, test } from 'vitest';
import { versionAt } from './version-at.ts';

const at = (ms: number) => new Date(ms);
const words = { reason: '', ticket: '', actor: 'Ada' };
const moves = [
  { at: at(30), fromVersion: 2, toVersion: null, ...words },
  { at: at(20), fromVersion: 1, toVersion: 2, ...words },
  { at: at(10), fromVersion: null, toVersion: 1, ...words },
];

test.each([
  [5, null, null],
  [10, null, 1],
  [15, 1, 1],
  [20, 1, 2],
  [25, 2, 2],
  [30, 2, null],
  [99, null, null],
])('at %i it meant %s before and %s after', (ms, before, after) => {
  expect(versionAt(moves, { at: at(ms), side: 'before' })).toBe(before);
  expect(versionAt(moves, { at: at(ms), side: 'after' })).toBe(after);
});
