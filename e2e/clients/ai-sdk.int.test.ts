/** The AI SDK's clients for OpenAI and for servers compatible with it against a running server. */
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible, type OpenAICompatibleProvider } from '@ai-sdk/openai-compatible';
import { APICallError, generateText, Output, stepCountIs, streamText, tool } from 'ai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ClientWorld, collected, startClientWorld } from '../support/client-world.ts';

let world: ClientWorld;
let slipway: OpenAICompatibleProvider;

beforeAll(async () => {
  world = await startClientWorld();
  const { baseURL, apiKey } = world;
  slipway = createOpenAICompatible({
    name: 'slipway',
    baseURL,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
});

afterAll(() => world?.stop());

const tools = {
  get_weather: tool({
    description: 'The weather of a city.',
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => `22 degrees (${city})`,
  }),
};

it('generates text', async () => {
  const { text, usage, finishReason } = await generateText({ model: slipway('chat'), prompt: 'Ahoy' });
  expect(text).toBe('You said: Ahoy');
  expect(finishReason).toBe('stop');
  expect(usage.outputTokens).toBe(3);
});

it('streams text', async () => {
  const { textStream, usage } = streamText({ model: slipway('chat'), prompt: 'one two three' });
  const parts = await collected(textStream);
  expect(parts.length).toBeGreaterThan(3);
  expect(parts.join('')).toBe('You said: one two three');
  expect((await usage).outputTokens).toBe(5);
});

it('runs a tool and goes on with its result', async () => {
  const { text, steps } = await generateText({
    model: slipway('chat'),
    prompt: 'get_weather',
    tools,
    stopWhen: stepCountIs(3),
  });
  expect(steps).toHaveLength(2);
  expect(text).toBe('The tool said: 22 degrees (get_weather)');
});

it('runs a tool while it streams', async () => {
  const { textStream, steps } = streamText({
    model: slipway('chat'),
    prompt: 'get_weather',
    tools,
    stopWhen: stepCountIs(3),
  });
  expect((await collected(textStream)).join('')).toBe('The tool said: 22 degrees (get_weather)');
  expect(await steps).toHaveLength(2);
});

it('writes an object', async () => {
  const { output } = await generateText({
    model: slipway('chat'),
    prompt: 'Lisbon',
    output: Output.object({ schema: z.object({ city: z.string() }) }),
  });
  expect(output).toEqual({ city: 'Lisbon' });
});

it('throws what the server says', async () => {
  const error = await generateText({ model: slipway('nobody'), prompt: 'Hi', maxRetries: 0 }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(APICallError);
  expect(error).toMatchObject({ statusCode: 404, isRetryable: false });
});

it('tries again after a limit', async () => {
  world.fake.next('rate-limited:1');
  const { text } = await generateText({ model: slipway('chat'), prompt: 'Again', maxRetries: 2 });
  expect(text).toBe('You said: Again');
});

describe('the client for OpenAI, by the Responses API', () => {
  const newer = () => createOpenAI({ baseURL: world.baseURL, apiKey: world.apiKey }).responses('chat');

  it('streams text', async () => {
    const { textStream, usage, finishReason } = streamText({ model: newer(), prompt: 'one two three' });
    expect((await collected(textStream)).join('')).toBe('You said: one two three');
    expect((await usage).outputTokens).toBe(5);
    expect(await finishReason).toBe('stop');
  });

  it('runs a tool and goes on with its result, sending items whole', async () => {
    const { text } = await generateText({
      model: newer(),
      tools,
      stopWhen: stepCountIs(3),
      prompt: 'get_weather please',
      providerOptions: { openai: { store: false } },
    });
    expect(text).toContain('22 degrees');
  });

  it('fills a schema', async () => {
    const { output } = await generateText({
      model: newer(),
      output: Output.object({ schema: z.object({ city: z.string() }) }),
      prompt: 'Lisbon',
    });
    expect(output).toEqual({ city: 'Lisbon' });
  });
});
