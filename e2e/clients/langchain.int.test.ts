/** LangChain's npm client against a running server. */
import { AIMessage, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI } from '@langchain/openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type ClientWorld, collected, startClientWorld } from '../support/client-world.ts';

let world: ClientWorld;
let model: ChatOpenAI;

beforeAll(async () => {
  world = await startClientWorld();
  model = chat('chat');
});

afterAll(() => world?.stop());

function chat(endpoint: string): ChatOpenAI {
  const { baseURL, apiKey } = world;
  return new ChatOpenAI({ model: endpoint, apiKey, configuration: { baseURL }, maxRetries: 0 });
}

const weather = tool(async ({ city }: { city: string }) => `22 degrees in ${city}`, {
  name: 'get_weather',
  description: 'The weather of a city.',
  schema: z.object({ city: z.string() }),
});

it('invokes', async () => {
  const answer = await model.invoke('Ahoy');
  expect(answer.text).toBe('You said: Ahoy');
  expect(answer.usage_metadata?.output_tokens).toBe(3);
});

it('streams', async () => {
  const chunks = await collected(await model.stream('one two three'));
  expect(chunks.length).toBeGreaterThan(3);
  expect(chunks.map((chunk) => chunk.text).join('')).toBe('You said: one two three');
});

it('calls a tool and hands its result back', async () => {
  const question = new HumanMessage('get_weather of Lisbon');
  const asked = await model.bindTools([weather]).invoke([question]);
  const [call] = asked.tool_calls ?? [];
  expect(call).toMatchObject({ name: 'get_weather', args: { city: 'get_weather of Lisbon' } });
  const result = new ToolMessage({ tool_call_id: call?.id ?? '', content: '22 degrees' });
  const answer = await model.bindTools([weather]).invoke([question, asked, result]);
  expect(answer).toBeInstanceOf(AIMessage);
  expect(answer.text).toBe('The tool said: 22 degrees');
});

it('streams calls of tools', async () => {
  const stream = await model.bindTools([weather]).stream('get_weather');
  let whole: Awaited<ReturnType<typeof model.invoke>> | undefined;
  for await (const chunk of stream) whole = whole === undefined ? chunk : whole.concat(chunk);
  expect(whole?.tool_calls).toMatchObject([{ name: 'get_weather', args: { city: 'get_weather' } }]);
});

it.each(['jsonSchema', 'functionCalling'] as const)('writes structured output by %s', async (method) => {
  const place = z.object({ city: z.string() });
  const structured = model.withStructuredOutput(place, { name: 'place', method });
  expect(await structured.invoke('Lisbon')).toEqual({ city: 'Lisbon' });
});

it('throws what the server says', async () => {
  await expect(chat('nobody').invoke('Hi')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
});

it('calls a tool and goes on by the Responses API', async () => {
  const { baseURL, apiKey } = world;
  const newer = new ChatOpenAI({
    model: 'chat',
    apiKey,
    configuration: { baseURL },
    maxRetries: 0,
    useResponsesApi: true,
  }).bindTools([weather]);
  const question = new HumanMessage('get_weather please');
  const first = await newer.invoke([question]);
  const [call] = first.tool_calls ?? [];
  if (call === undefined) throw new Error('no call');
  const result = await weather.invoke({ ...call, type: 'tool_call' });
  const second = await newer.invoke([question, first, result]);
  expect(second.text).toMatch(/^The tool said: 22 degrees in /);
  const chunks = await collected(await newer.stream('one two three'));
  expect(chunks.map((chunk) => chunk.text).join('')).toBe('You said: one two three');
});
