import { expect, test } from 'vitest';
import { closestTo } from './closest-to.ts';

const known = ['question', 'passages', 'history', 'date'];

test.each([
  ['qestion', 'question'],
  ['Question', 'question'],
  ['passage', 'passages'],
  ['histroy', 'history'],
  ['dat', 'date'],
  ['weather', null],
  ['x', null],
  ['', null],
  ['q'.repeat(100_000), null],
])('%.20s means %s', (name, meant) => {
  expect(closestTo(name, known)).toBe(meant);
});
