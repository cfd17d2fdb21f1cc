import { expect, test } from 'vitest';
import { keyed, problemAt, withOwn } from './form-parts.ts';

const problem = (path: string, message: string) => ({ path, message, line: 1, column: 1 });

test('a problem below a place is a problem of the place, one beside it is not', () => {
  const problems = [problem('preprocess.10.maxChars', 'a'), problem('preprocess.1.topics.0.name', 'b')];
  expect(problemAt(problems, ['preprocess', 1])).toBe('b');
  expect(problemAt(problems, ['preprocess', 1, 'topics'])).toBe('b');
  expect(problemAt(problems, ['preprocess', 2])).toBeUndefined();
});

test('items of one name have keys of their own', () => {
  expect(keyed(['a', 'b', 'a'], (name) => name).map(({ key }) => key)).toEqual(['a 1', 'b 1', 'a 2']);
});

test('a name the lists do not have stays choosable', () => {
  expect(withOwn(['a'], 'b').map(({ label }) => label)).toEqual(['a', 'b (not found)']);
  expect(withOwn(undefined, 'b')).toEqual([{ value: 'b', label: 'b' }]);
});
