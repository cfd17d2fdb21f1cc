import { describe, expect, it } from 'vitest';
import { chatRequestOf, namedHere, responseRequestSchema } from './request-schema.ts';

const chatOf = (body: Record<string, unknown>) =>
  chatRequestOf(responseRequestSchema.parse({ model: 'pump', input: 'Hi', ...body }));

const call = (id: string) => ({ type: 'function_call', call_id: id, name: 'tide', arguments: '{}' });
const result = (id: string) => ({ type: 'function_call_output', call_id: id, output: id });
const called = (id: string) => ({ id, type: 'function', function: { name: 'tide', arguments: '{}' } });

describe('chatRequestOf', () => {
  it('puts the instructions first', () => {
    expect(chatOf({ instructions: 'Be brief.' }).messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ]);
  });

  it('joins calls made together, with the text before them, and keeps later ones apart', () => {
    const said = {
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Let me see.', annotations: [] }],
    };
    const input = [{ role: 'user', content: 'Tide?' }, said, call('a'), call('b'), result('a'), result('b')];
    expect(chatOf({ input: [...input, call('c'), result('c')] }).messages).toEqual([
      { role: 'user', content: 'Tide?' },
      { role: 'assistant', content: 'Let me see.', tool_calls: [called('a'), called('b')] },
      { role: 'tool', content: 'a', tool_call_id: 'a' },
      { role: 'tool', content: 'b', tool_call_id: 'b' },
      { role: 'assistant', content: '', tool_calls: [called('c')] },
      { role: 'tool', content: 'c', tool_call_id: 'c' },
    ]);
  });

  it('writes tools, choice and format as chat completions do', () => {
    const parameters = { type: 'object' };
    const tool = { type: 'function', name: 'tide', parameters, strict: true };
    const format = { type: 'json_schema', name: 'place', schema: parameters };
    expect(
      chatOf({ tools: [tool], tool_choice: { type: 'function', name: 'tide' }, text: { format } }),
    ).toMatchObject({
      tools: [{ type: 'function', function: { name: 'tide', parameters, strict: true } }],
      tool_choice: { type: 'function', function: { name: 'tide' } },
      response_format: { type: 'json_schema', json_schema: { name: 'place', schema: parameters } },
    });
  });
});

it.each([
  ['messages[3].content', 'input'],
  ['response_format', 'text.format'],
  ['max_completion_tokens', 'max_output_tokens'],
  ['tools', 'tools'],
])('namedHere: %s is %s', (param, name) => {
  expect(namedHere(param)).toBe(name);
});
