import { expect, test } from 'vitest';
import { normaliseQuestion } from './normalise-question.ts';

test.each([
  ['What is a snapshot?', '  what IS a\n snapshot '],
  ['¿Qué es una instantánea?', 'qué es una instantánea'],
  ['"Snapshot", what is it?!', 'snapshot what is it'],
  ['ｗｈａｔ is it', 'What is it.'],
])('%s is %s', (one, other) => {
  expect(normaliseQuestion(one)).toBe(normaliseQuestion(other));
});

test.each([
  ['What is C?', 'What is C++?'],
  ['What is C?', 'What is C#?'],
  ['Is it 5.0?', 'Is it 50?'],
  ['Is it -5?', 'Is it 5?'],
  ['it’s', 'its'],
  ['', 'a'],
])('%s is not %s', (one, other) => {
  expect(normaliseQuestion(one)).not.toBe(normaliseQuestion(other));
});
