import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitAnswer, limitQuestion } from './limit-length.ts';

function cut(text: string, maxChars: number): string {
  const draft = { text, appendix: '', citations: [], unmarked: false, toolCalls: [] };
  return limitAnswer({ step: 'limit-length', maxChars }, draft).draft.text;
}

test.each([
  ['One two. Three four. Five six.', 21, 'One two. Three four.'],
  ['One two [1]. Three [2][3] four.', 15, 'One two [1].'],
  ['One two. [1] Three four.', 13, 'One two. [1]'],
  ['One two. [12] Three four.', 11, 'One two.'],
  ['One two three four', 12, 'One two'],
  ['One two three four', 13, 'One two three'],
  ['One two [12] three', 10, 'One two'],
  ['Onetwothreefour', 5, 'Onetw'],
  ['😀😀😀', 3, '😀'],
  ['第一句。第二句。第三句。', 9, '第一句。第二句。'],
  ['Before it.\n\n```js\nlet a = 1. Two.\n```\n', 30, 'Before it.'],
])('"%s" within %i', (text, maxChars, expected) => {
  expect(cut(text, maxChars)).toBe(expected);
});

test('what is left is within the limit, and the beginning of the text', () => {
  const words = fc.array(
    fc.constantFrom('One', ' two', '. ', '[1]', ' [23]', '\n', '```', '😀', '第', '。', '- ', '\n\n'),
  );
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 60 }), (parts, maxChars) => {
      const text = parts.join('');
      const left = cut(text, maxChars);
      expect(left.length).toBeLessThanOrEqual(Math.max(maxChars, 0));
      expect(text.startsWith(left)).toBe(true);
      expect(left.isWellFormed()).toBe(true);
      if (text.length <= maxChars) expect(left).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a question is cut, or declined, as the step says', () => {
  const draft = { question: 'How much? 😀', history: [], inputs: {}, language: null };
  const step = { step: 'limit-length', maxChars: 11, message: 'Too long.' } as const;
  expect(limitQuestion({ ...step, action: 'truncate' }, draft).draft.question).toBe('How much?');
  expect(limitQuestion({ ...step, action: 'decline' }, draft).decline).toBe('Too long.');
  expect(limitQuestion({ ...step, maxChars: 12, action: 'decline' }, draft).decline).toBeUndefined();
});

test('long hostile texts take milliseconds, not minutes', () => {
  const began = performance.now();
  for (const piece of [' ', '\n', 'a ', '[', '[1', '```\n', 'a. ', 'a.']) cut(piece.repeat(100_000), 90_001);
  expect(performance.now() - began).toBeLessThan(10_000);
}, 30_000);
