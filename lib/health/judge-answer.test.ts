import { expect, test } from 'vitest';
import { type JudgedAnswer, lackOf } from './judge-answer.ts';
import { expectationSchema } from './schemas.ts';

const answer = (more: Partial<JudgedAnswer> = {}): JudgedAnswer => ({
  status: 'ok',
  text: 'A snapshot is a\nnumber [1].',
  cited: [{ documentName: 'guide.md', documentTitle: 'The Guide' }],
  error: null,
  ...more,
});
const lack = (expected: object, more: Partial<JudgedAnswer> = {}) =>
  lackOf(answer(more), expectationSchema.parse(expected));

test('nothing expected is met by any answer', () => {
  expect(lack({})).toBeNull();
  expect(lack({}, { status: 'declined' })).toBeNull();
});

test('a failure is told with its reason', () => {
  expect(lack({}, { status: 'error', error: 'The provider hangs.' })).toBe('The provider hangs.');
  expect(lack({}, { status: 'stopped' })).toContain('stopped');
});

test('content goes by words, not by case or line', () => {
  expect(lack({ contains: ['IS A NUMBER', 'snapshot'] })).toBeNull();
  expect(lack({ contains: ['snapshot', 'letter'] })).toBe('The answer does not contain "letter".');
});

test('patterns are RE2', () => {
  expect(lack({ matches: '^a snap\\w+' })).toBeNull();
  expect(lack({ matches: '\\d{4}' })).toContain('/\\d{4}/');
});

test('citations go by name or title of the document', () => {
  expect(lack({ cites: 'Guide.md' })).toBeNull();
  expect(lack({ cites: 'the guide' })).toBeNull();
  expect(lack({ cites: 'guide' })).toBe('The answer does not cite "guide".');
});

test('declining can be wanted or unwanted', () => {
  expect(lack({ declines: true }, { status: 'declined' })).toBeNull();
  expect(lack({ declines: true })).toContain('should be declined');
  expect(lack({ declines: false }, { status: 'declined' })).toBe('It was declined.');
});

test('what the answer said is never repeated', () => {
  const message = lack({ contains: ['x'] }, { text: 'The salary of Ada is 90,000.' });
  expect(message).not.toMatch(/Ada|90,000/);
});
