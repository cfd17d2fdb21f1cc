import { describe, expect, test } from 'vitest';
import type { ChatTurn, GenerationOptions, ToolCall } from './schemas.ts';
import { hits, retrieval, run } from './test-run.ts';

const call: ToolCall = { id: 'c1', name: 'look_up', arguments: '{"mail":"ada@example.com"}' };
const options: GenerationOptions = { tools: [{ name: 'look_up', parameters: { type: 'object' } }] };
const callOnly = { reply: [], calls: [call] };
const maskedArguments = '{"mail":"[email]"}';

describe('tools', () => {
  test('reach the provider, and its calls the reader', async () => {
    const { requests, trace, events } = await run({}, { options }, callOnly);
    expect(requests[0]).toMatchObject(options);
    expect(trace.toolCalls).toEqual([call]);
    expect(trace.finishReason).toBe('tool-calls');
    expect(events.filter(({ type }) => type === 'tool-call')).toEqual([{ type: 'tool-call', call }]);
    expect(trace.spans.find(({ name }) => name === 'generate')?.detail).toMatchObject({
      tools: 1,
      toolCalls: 1,
    });
  });

  test('what they gave follows the question, which is still what is looked up', async () => {
    const following: ChatTurn[] = [
      { role: 'assistant', content: '', toolCalls: [call] },
      { role: 'tool', content: 'found', toolCallId: 'c1' },
    ];
    const { requests, trace } = await run({ retrieval }, { options, following }, { hits });
    expect(requests[0]?.turns.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(requests[0]?.turns.slice(-2)).toEqual(following);
    expect(trace.question).toBe('How much oil?');
    expect(trace.received?.slice(-2)).toEqual(following);
    expect(trace.retrieved?.hits).toEqual(hits);
  });

  test('what a step masks is masked in calls and results, before the provider and in the row', async () => {
    const following: ChatTurn[] = [
      { role: 'assistant', content: '', toolCalls: [call] },
      { role: 'tool', content: 'Write to ada@example.com', toolCallId: 'c1' },
    ];
    const { requests, trace } = await run({ preprocess: [{ step: 'mask-pii' }] }, { following });
    expect(JSON.stringify([requests[0]?.turns, trace.received])).not.toContain('ada@example.com');
    expect(trace.received?.at(-2)?.toolCalls?.[0]?.arguments).toBe(maskedArguments);
  });
});

describe('a call that is held back', () => {
  test('comes out masked, after the text', async () => {
    const document = { postprocess: [{ step: 'mask-pii' }] };
    const { trace, events } = await run(document, { options }, { reply: ['One moment.'], calls: [call] });
    expect(trace.toolCalls).toEqual([{ ...call, arguments: maskedArguments }]);
    const told = events.map(({ type }) => type).filter((type) => type !== 'stage');
    expect(told).toEqual(['delta', 'tool-call']);
  });

  test('is screened as the text is', async () => {
    const topics = [{ name: 'people', words: ['ada'] }];
    const document = { postprocess: [{ step: 'banned-topics', topics, message: 'No.' }] };
    const { trace } = await run(document, { options }, callOnly);
    expect(trace).toMatchObject({ toolCalls: [], text: 'No.', finishReason: 'declined' });
  });

  test('is not the answer that a schema is about', async () => {
    const document = { postprocess: [{ step: 'json-schema', schema: { type: 'object' } }] };
    const { trace, error } = await run(document, { options }, callOnly);
    expect(error).toBeNull();
    expect(trace.toolCalls).toEqual([call]);
  });
});

test('brackets in an answer that must be JSON are JSON’s', async () => {
  const json: GenerationOptions = { responseFormat: { type: 'json' } };
  const { seen, trace } = await run({ retrieval }, { options: json }, { reply: ['{"oil": [1]}'], hits });
  expect(seen).toBe('{"oil": [1]}');
  expect(trace.citations).toEqual([]);
});
