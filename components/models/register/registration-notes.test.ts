import { expect, test } from 'vitest';
import { registrationNotes } from './registration-notes.ts';

const dryRun = { status: 'passed', question: 'What?', answer: 'This.', message: '', totalMs: 5 } as const;

test('notices, equality and the dry run’s answer are told', () => {
  expect(registrationNotes({ notices: ['The model is not listed.'], unchangedFrom: 3, dryRun })).toEqual([
    'It does the same as version 3.',
    'The model is not listed.',
    'Asked “What?”, it answered: This.',
  ]);
});

test('a long answer is cut, and a skipped dry run says why', () => {
  const long = registrationNotes({
    notices: [],
    unchangedFrom: null,
    dryRun: { ...dryRun, answer: 'x'.repeat(500) },
  });
  expect(long[0]?.length).toBeLessThan(220);
  const skipped = { ...dryRun, status: 'skipped', answer: '', message: 'It was not tried.' } as const;
  expect(registrationNotes({ notices: [], unchangedFrom: null, dryRun: skipped })).toEqual([
    'It was not tried.',
  ]);
});
