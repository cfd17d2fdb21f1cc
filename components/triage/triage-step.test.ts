import { expect, it } from 'vitest';
import { stepFrom } from './triage-step.ts';

it('goes on from a row that has left the list as if it were still there', () => {
  const rows = ['a', 'b', 'c', 'd'];
  const open = rows.indexOf('b');
  expect([1, -1].map((step) => rows[stepFrom({ at: open, last: open }, step === 1 ? 1 : -1)])).toEqual([
    'c',
    'a',
  ]);
  const left = rows.filter((row) => row !== 'b');
  const gone = { at: left.indexOf('b'), last: open };
  expect(left[stepFrom(gone, 1)]).toBe('c');
  expect(left[stepFrom(gone, -1)]).toBe('a');
});
