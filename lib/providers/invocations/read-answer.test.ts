import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer } from './read-answer.ts';

test.each([
  ['OpenAI’s choices', { choices: [{ message: { role: 'assistant', content: 'yes' } }] }],
  ['completions', { choices: [{ text: 'yes' }] }],
  [
    'parts',
    {
      choices: [
        {
          message: {
            content: [
              { type: 'reasoning', text: 'hm' },
              { type: 'text', text: 'yes' },
            ],
          },
        },
      ],
    },
  ],
  ['a text', { predictions: 'yes' }],
  ['texts', { predictions: ['yes', 'no'] }],
  ['nested texts', { predictions: [['yes']] }],
  ['objects', { predictions: [{ score: 0.9, answer: 'yes' }] }],
  ['an object', { predictions: { generated_text: 'yes' } }],
  ['choices among predictions', { predictions: [{ choices: [{ message: { content: 'yes' } }] }] }],
  ['a column', { predictions: { '0': 1, output: ['yes'] } }],
  ['the chat task, not wrapped', ['yes']],
  ['a bare text', 'yes'],
  ['a bare object', { content: 'yes' }],
  [
    'a chat agent',
    {
      messages: [
        { role: 'assistant', content: 'let me see' },
        { role: 'assistant', content: 'yes' },
      ],
    },
  ],
  [
    'a responses agent',
    {
      output: [
        { type: 'function_call', name: 'search', arguments: '{}' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'yes' }] },
      ],
    },
  ],
])('reads %s', (_name, body) => {
  expect(readAnswer(body)).toMatchObject({ text: 'yes', reason: 'stop' });
});

test.each([
  [{}],
  [[]],
  [null],
  [3],
  [{ predictions: [] }],
  [{ predictions: [0.7] }],
  [{ choices: [] }],
  [{ predictions: [{ label: 1 }] }],
])('%j holds no text', (body) => {
  expect(readAnswer(body)).toBeNull();
});

test('tells why an answer ended, and its usage as it came', () => {
  const choice = { message: { content: 'ye' }, finish_reason: 'length' };
  expect(readAnswer({ choices: [choice], usage: { prompt_tokens: 1 } })).toEqual({
    text: 'ye',
    reason: 'length',
    usage: { prompt_tokens: 1 },
  });
  const filtered = { message: { content: '' }, finish_reason: 'content_filter' };
  expect(readAnswer({ choices: [filtered] })).toMatchObject({ text: '', reason: 'content-filter' });
});

test('anything at all is read or refused, never an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      const answer = readAnswer(body);
      expect(answer === null || typeof answer.text === 'string').toBe(true);
    }),
  );
});
