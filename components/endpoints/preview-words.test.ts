import { expect, test } from 'vitest';
import { previewBasis, previewWords } from './preview-words.ts';

const preview = (...moves: [from: string, to: string, share: number][]) => ({
  unitsSeen: 1000,
  moves: moves.map(([from, to, share]) => ({ from, to, share, units: share * 1000 })),
  stay: 1 - moves.reduce((sum, [, , share]) => sum + share, 0),
});

test('who moves, in one sentence', () => {
  expect(previewWords(preview(['main', 'next', 0.15]))).toBe(
    '15 % of people move from main to next; everybody else stays.',
  );
  expect(previewWords(preview(['main', 'next', 0.1], ['old', 'next', 0.0001]))).toBe(
    '10 % of people move from main to next and less than 0.1 % from old to next; everybody else stays.',
  );
  expect(previewWords(preview())).toBe('Nobody moves: everybody keeps who answers them.');
});

test('what it was counted on', () => {
  expect(previewBasis(preview())).toBe('Counted on 1,000 people and conversations of the last 7 days.');
  expect(previewBasis({ ...preview(), unitsSeen: 0 })).toContain('Computed');
});
