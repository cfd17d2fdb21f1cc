import { expect, test } from 'vitest';
import { conditionWords } from './routing-words.ts';

test.each([
  [{ minQuestionChars: 1000 }, ['question at least 1,000 characters']],
  [{ maxHistoryTurns: 2 }, ['earlier turns at most 2']],
  [{ minTopScore: 0, maxTopScore: 0.4 }, ['best passage’s score between 0 and 0.4']],
  [
    { matches: '\\blegal\\b', languages: ['en', 'de'] },
    ['question matches /\\blegal\\b/i', 'language is en or de'],
  ],
])('%j', (when, words) => {
  expect(conditionWords(when)).toEqual(words);
});
