import { expect, test } from 'vitest';
import { createCallCollector } from './collect-calls.ts';
import { type CallDelta, readChunk } from './read-chunk.ts';

function collected(...pieces: Partial<CallDelta>[]) {
  const calls = createCallCollector();
  for (const piece of pieces) calls.take({ index: null, id: '', name: '', arguments: '', ...piece });
  return calls.finish();
}

test('pieces go to the call of their number, however they are mixed', () => {
  const calls = collected(
    { index: 0, id: 'a', name: 'find' },
    { index: 1, id: 'b', name: 'open' },
    { index: 1, arguments: '{"x":' },
    { index: 0, arguments: '{"y":1}' },
    { index: 1, arguments: '2}' },
  );
  expect(calls).toEqual([
    { id: 'a', name: 'find', arguments: '{"y":1}' },
    { id: 'b', name: 'open', arguments: '{"x":2}' },
  ]);
});

test('a server that repeats the name and the id with each piece means one call', () => {
  const piece = { index: 0, id: 'a', name: 'find' };
  expect(collected({ ...piece, arguments: '{"x"' }, { ...piece, arguments: ':1}' })).toEqual([
    { id: 'a', name: 'find', arguments: '{"x":1}' },
  ]);
});

test('whole calls without a number, and calls that are all number 0, stay apart', () => {
  const first = { id: 'a', name: 'find', arguments: '{}' };
  const second = { id: 'b', name: 'find', arguments: '{"x":1}' };
  expect(collected(first, second)).toEqual([first, second]);
  expect(collected({ index: 0, ...first }, { index: 0, ...second })).toEqual([first, second]);
});

test('a call without an id gets one; a call that never got its name is no call', () => {
  expect(collected({ index: 0, name: 'find' })).toEqual([
    { id: expect.stringMatching(/^call_.+/), name: 'find', arguments: '{}' },
  ]);
  expect(collected({ index: 0, id: 'a', arguments: '{}' })).toBeNull();
});

test.each([null, [], 'text', {}, { choices: {} }, { choices: [{ delta: 'text' }] }])(
  '%j is no chunk',
  (value) => {
    expect(readChunk(value)).toBeNull();
  },
);

test('a chunk with thoughts, a refusal, a list of parts or nothing but its usage is read', () => {
  const deltaOf = (delta: object) => readChunk({ choices: [{ delta }] });
  expect(deltaOf({ reasoning_content: 'hm' })).toMatchObject({ text: '', thought: 'hm' });
  expect(deltaOf({ refusal: 'No.' })).toMatchObject({ text: 'No.', refused: true });
  const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] };
  expect(deltaOf({ content: [thinking, { type: 'text', text: 'Yes.' }] })).toMatchObject({
    text: 'Yes.',
    thought: 'hm',
  });
  expect(readChunk({ choices: [], usage: { prompt_tokens: 1 } })).toMatchObject({
    text: '',
    finishReason: null,
    usage: { prompt_tokens: 1 },
  });
});
