import { expect, test } from 'vitest';
import type { LogRow } from './row-store.ts';
import { feedbackText, requestText, responseText } from './row-texts.ts';

const plain = {
  id: '01a1f8d1-03c6-7000-8000-000000007530',
  endpoint_name: 'guide "x"',
  status: 'ok',
  input: '[{"role": "user", "content": "What is a \\"slipway\\"?"}]',
  inputs: null,
  request_detail: null,
  citations: null,
  tool_calls: null,
  output: 'A "ramp"\nof ships.',
} as LogRow;
const shown = { row: plain, text: true, withheld: false };
const rich = {
  ...plain,
  inputs: '{"tone": "dry"}',
  request_detail: '{"user": "ada", "options": {"seed": 7}}',
  citations: '[{"number": 1}]',
  tool_calls: '[{"name": "search"}]',
};

test('what is put together is JSON, with and without the parts a row may lack', () => {
  const messages = [{ role: 'user', content: 'What is a "slipway"?' }];
  expect(JSON.parse(requestText(shown) ?? '')).toEqual({ model: 'guide "x"', messages });
  expect(JSON.parse(requestText({ ...shown, row: rich }) ?? '')).toEqual({
    model: 'guide "x"',
    messages,
    inputs: { tone: 'dry' },
    user: 'ada',
    options: { seed: 7 },
  });
  const message = { role: 'assistant', content: 'A "ramp"\nof ships.' };
  expect(JSON.parse(responseText(shown) ?? '')).toEqual({ id: plain.id, choices: [{ index: 0, message }] });
  expect(JSON.parse(responseText({ ...shown, row: rich }) ?? '')).toEqual({
    id: plain.id,
    choices: [{ index: 0, message: { ...message, tool_calls: [{ name: 'search' }] } }],
    citations: [{ number: 1 }],
  });
});

test('nothing is put together of text that may not be shown', () => {
  expect(requestText({ ...shown, text: false })).toBeNull();
  expect(responseText({ ...shown, text: false })).toBeNull();
  expect(responseText({ ...shown, withheld: true })).toBeNull();
  expect(responseText({ ...shown, row: { ...plain, status: 'refused' } })).toBeNull();
});

test('a withheld answer is repeated neither by the turns before it nor by who corrected it', () => {
  const input = JSON.stringify([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What does the pilot earn?' },
    { role: 'assistant', content: 'Nine thousand zorkmids.' },
    { role: 'tool', content: 'zorkmids' },
    { role: 'user', content: 'And the cook?' },
  ]);
  const feedback = [
    { thumb: 'down', stars: null, reasons: [], comment: 'No.', correction: 'zorkmids', at: '2026-11-21' },
  ];
  const secret = { row: { ...plain, input, feedback }, text: true, withheld: true };
  const messages = JSON.parse(requestText(secret) ?? '').messages as { role: string }[];
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'user']);
  expect(feedbackText(secret)).toContain('No.');
  expect(`${requestText(secret)}${feedbackText(secret)}`).not.toContain('zorkmids');
  expect(feedbackText({ ...secret, withheld: false })).toContain('zorkmids');
});
