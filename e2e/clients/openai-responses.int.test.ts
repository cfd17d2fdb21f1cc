/** OpenAI's own npm client asking in the shape of the Responses API. */
import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type ClientWorld, collected, rowOf, startClientWorld } from '../support/client-world.ts';

let world: ClientWorld;
let client: OpenAI;

beforeAll(async () => {
  world = await startClientWorld();
  client = new OpenAI({ baseURL: world.baseURL, apiKey: world.apiKey, maxRetries: 0 });
});

afterAll(() => world?.stop());

const idIn = (responseId: string) => responseId.replace(/^resp_/, '');

/** What comes back of an answer; the client's types also know items that no endpoint here answers with. */
const sendable = (output: OpenAI.Responses.ResponseOutputItem[]) =>
  output.filter((item) => item.type === 'message' || item.type === 'function_call');

const weather = {
  type: 'function' as const,
  name: 'get_weather',
  description: 'The weather of a city.',
  strict: true,
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

describe('an answer', () => {
  it('is a message, keeps a row, and says that nothing else is kept', async () => {
    const { data, response, request_id } = await client.responses
      .create({
        model: 'chat',
        instructions: 'Be brief.',
        input: 'Ahoy there',
        store: true,
        user: 'ada',
        metadata: { ticket: 'T-1' },
      })
      .withResponse();
    expect(data.output_text).toBe('You said: Ahoy there');
    expect(data).toMatchObject({
      object: 'response',
      status: 'completed',
      model: 'chat',
      store: false,
      instructions: 'Be brief.',
      metadata: { ticket: 'T-1' },
      error: null,
      incomplete_details: null,
      output: [{ type: 'message', role: 'assistant', status: 'completed' }],
    });
    expect(request_id).toBe(idIn(data.id));
    expect(response.headers.get('x-slipway-served-entity')).toBe('only');
    const row = await rowOf(world, idIn(data.id));
    expect(row).toMatchObject({ status: 'ok', requestDetail: { user: 'ada', metadata: { ticket: 'T-1' } } });
    expect(row.input.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('tells what the provider read from its cache and thought with', async () => {
    world.fake.next('cached-and-reasoning');
    const { usage } = await client.responses.create({ model: 'chat', input: 'Hi' });
    expect(usage?.input_tokens_details.cached_tokens).toBeGreaterThan(0);
    expect(usage?.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
    expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
  });

  it('takes a conversation of items', async () => {
    const first = await client.responses.create({ model: 'chat', input: 'One' });
    const second = await client.responses.create({
      model: 'chat',
      input: [
        { role: 'developer', content: 'Be kind.' },
        { role: 'user', content: 'One' },
        ...sendable(first.output),
        { role: 'user', content: [{ type: 'input_text', text: 'Two' }] },
      ],
    });
    expect(second.output_text).toBe('You said: Two');
    const { input } = await rowOf(world, idIn(second.id));
    expect(input.map(({ content }) => content)).toEqual(['Be kind.', 'One', 'You said: One', 'Two']);
  });

  it('can be rated', async () => {
    const { id } = await client.responses.create({ model: 'chat', input: 'Hi' });
    await client.post('/feedback', { body: { request_id: id, rating: 'up' } });
    expect((await rowOf(world, idIn(id))).feedback).toMatchObject([{ thumb: 'up' }]);
  });

  it('is written as a schema asks', async () => {
    const response = await client.responses.parse({
      model: 'chat',
      input: 'Lisbon',
      text: { format: zodTextFormat(z.object({ city: z.string() }), 'place') },
    });
    expect(response.output_parsed).toEqual({ city: 'Lisbon' });
  });
});

describe('a stream', () => {
  it('comes in OpenAI’s order, numbered', async () => {
    const stream = await client.responses.create({ model: 'chat', input: 'one two', stream: true });
    const events = await collected(stream);
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
    const types = events.map(({ type }) => type.replace('response.', ''));
    expect(types.filter((type, at) => type !== types[at - 1])).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'content_part.added',
      'output_text.delta',
      'output_text.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ]);
    const text = events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : ''));
    expect(text.join('')).toBe('You said: one two');
  });

  it('is put together by the client', async () => {
    const stream = client.responses.stream({ model: 'chat', input: 'one two' });
    const response = await stream.finalResponse();
    expect(response).toMatchObject({ status: 'completed', output_text: 'You said: one two' });
    expect(response.usage?.output_tokens).toBe(4);
  });

  it('that breaks off ends as failed, with what was said', async () => {
    world.fake.next('cut-after:2');
    const stream = await client.responses.create({ model: 'chat', input: 'one two three', stream: true });
    const last = (await collected(stream)).at(-1);
    expect(last).toMatchObject({
      type: 'response.failed',
      response: {
        status: 'failed',
        error: { code: 'server_error', message: expect.any(String) },
        output: [{ status: 'incomplete', content: [{ text: 'You said:' }] }],
      },
    });
  });

  it('is replayed for the same idempotency key', async () => {
    const ask = () =>
      client.responses
        .create({ model: 'chat', input: 'again', stream: true }, { headers: { 'idempotency-key': 'r-1' } })
        .withResponse();
    const first = await ask();
    const events = await collected(first.data);
    const second = await ask();
    expect(second.response.headers.get('idempotent-replayed')).toBe('true');
    expect(await collected(second.data)).toEqual(events);
  });
});

describe('tools', () => {
  it('a call, its result, and the answer', async () => {
    const input: OpenAI.Responses.ResponseInput = [{ role: 'user', content: 'get_weather for Lisbon' }];
    const first = await client.responses.create({ model: 'chat', input, tools: [weather] });
    const [call] = first.output;
    if (call?.type !== 'function_call') throw new Error('no call');
    expect(JSON.parse(call.arguments)).toEqual({ city: 'get_weather for Lisbon' });
    expect(first).toMatchObject({ status: 'completed', output_text: '', tools: [weather] });
    const second = await client.responses.create({
      model: 'chat',
      input: [
        ...input,
        ...sendable(first.output),
        { type: 'function_call_output', call_id: call.call_id, output: '22 degrees' },
      ],
      tools: [weather],
    });
    expect(second.output_text).toBe('The tool said: 22 degrees');
  });

  it('two calls at once, as a stream that the client puts together', async () => {
    const stream = client.responses.stream({
      model: 'chat',
      input: 'get_weather and get_tide',
      tools: [weather, { ...weather, name: 'get_tide' }],
    });
    const { output } = await stream.finalResponse();
    expect(output).toMatchObject([
      { type: 'function_call', name: 'get_weather', status: 'completed' },
      { type: 'function_call', name: 'get_tide', status: 'completed' },
    ]);
  });

  it('a forced choice reaches the provider', async () => {
    const { output } = await client.responses.create({
      model: 'chat',
      input: 'Hello',
      tools: [weather],
      tool_choice: { type: 'function', name: 'get_weather' },
    });
    expect(output[0]?.type).toBe('function_call');
  });
});

describe('refused', () => {
  const ask = (body: Record<string, unknown> = {}) =>
    client.responses.create({ model: 'chat', input: 'Hi', ...body });
  const { BadRequestError } = OpenAI;

  it.each([
    [
      'an unknown model',
      { model: 'nobody' },
      OpenAI.NotFoundError,
      { code: 'model_not_found', param: 'model' },
    ],
    [
      'a remembered answer',
      { previous_response_id: 'resp_1' },
      BadRequestError,
      { param: 'previous_response_id' },
    ],
    ['a conversation', { conversation: 'conv_1' }, BadRequestError, { param: 'conversation' }],
    ['background', { background: true }, BadRequestError, { param: 'background' }],
    ['a built-in tool', { tools: [{ type: 'web_search' }] }, BadRequestError, { param: 'tools[0].type' }],
    ['a tool that is not there', { tool_choice: 'required' }, BadRequestError, { param: 'tool_choice' }],
    ['no input', { input: [] }, BadRequestError, { param: 'input' }],
    [
      'a stored item',
      { input: [{ type: 'item_reference', id: 'msg_1' }] },
      BadRequestError,
      { param: 'input[0].type', message: expect.stringContaining('item_reference') },
    ],
    [
      'a picture',
      { input: [{ role: 'user', content: [{ type: 'input_image', image_url: 'data:,' }] }] },
      BadRequestError,
      { param: 'input[0].content' },
    ],
    [
      'a result of no call',
      { input: [{ type: 'function_call_output', call_id: 'x', output: '1' }] },
      BadRequestError,
      { param: 'input' },
    ],
    [
      'a question without end',
      { input: 'x'.repeat(200_000) },
      BadRequestError,
      { code: 'context_length_exceeded', param: 'input' },
    ],
  ])('%s', async (_name, body, type, expected) => {
    const error = await ask(body).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(expected);
  });

  it('by the provider, before the first word, with its status', async () => {
    world.fake.next('rate-limited:7', 'rate-limited:7');
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(ask({ stream: true })).rejects.toBeInstanceOf(OpenAI.RateLimitError);
  });

  it('without a key', async () => {
    await expect(
      client.withOptions({ apiKey: 'sk-slipway-wrong' }).responses.create({ model: 'chat', input: 'Hi' }),
    ).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
  });

  it.each([
    ['GET', '/responses/resp_1', 404, 'unknown_url'],
    ['POST', '/images/generations', 404, 'unknown_url'],
    ['GET', '/responses', 405, 'method_not_allowed'],
    ['DELETE', '/models/chat', 405, 'method_not_allowed'],
  ])('%s %s', async (method, path, status, code) => {
    const response = await fetch(`${world.baseURL}${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code, type: 'invalid_request_error' } });
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });
});
