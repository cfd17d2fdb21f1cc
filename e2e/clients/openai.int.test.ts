/** OpenAI's own npm client against a running server. */
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ClientWorld,
  collected,
  requestIdOf,
  rowOf,
  startClientWorld,
} from '../support/client-world.ts';
import { wordsOf } from '../support/product-api.ts';

let world: ClientWorld;
let client: OpenAI;

beforeAll(async () => {
  world = await startClientWorld();
  client = new OpenAI({ baseURL: world.baseURL, apiKey: world.apiKey, maxRetries: 0 });
});

afterAll(() => world?.stop());

const user = (content: string) => ({ role: 'user' as const, content });

const weather = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

describe('chat', () => {
  it('answers, and the row says who asked and with what', async () => {
    const { data, response, request_id } = await client.chat.completions
      .create({
        model: 'chat',
        messages: [user('Ahoy there')],
        user: 'ada',
        metadata: { ticket: 'T-1' },
      })
      .withResponse();
    expect(data.choices[0]?.message.content).toBe('You said: Ahoy there');
    expect(data.choices[0]?.finish_reason).toBe('stop');
    expect(data.usage).toMatchObject({ completion_tokens: 4 });
    expect(request_id).toBe(requestIdOf(data.id));
    expect(response.headers.get('x-slipway-request-id')).toBe(requestIdOf(data.id));
    expect(data).toMatchObject({ slipway: { request_id: requestIdOf(data.id) }, citations: [] });
    expect(await rowOf(world, requestIdOf(data.id))).toMatchObject({
      status: 'ok',
      requestDetail: { user: 'ada', metadata: { ticket: 'T-1' } },
    });
  });

  it('streams, with the usage in a chunk of its own', async () => {
    const stream = await client.chat.completions.create({
      model: 'chat',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'one ' },
            { type: 'text', text: 'two' },
          ],
        },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await collected(stream);
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('You said: one two');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { completion_tokens: 4 } });
    expect(chunks.at(-2)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      slipway: { status: 'ok' },
    });
  });

  it('writes what a schema asks for', async () => {
    const completion = await client.chat.completions.parse({
      model: 'chat',
      messages: [user('Lisbon')],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'place',
          strict: true,
          schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        },
      },
    });
    expect(completion.choices[0]?.message.parsed).toEqual({ city: 'Lisbon' });
  });
});

describe('tools', () => {
  it('a call, its result, and the answer', async () => {
    const messages = [user('Please get_weather for Lisbon')];
    const first = await client.chat.completions.create({ model: 'chat', messages, tools: [weather] });
    const [choice] = first.choices;
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(choice?.message.content).toBeNull();
    const [call] = choice?.message.tool_calls ?? [];
    if (choice === undefined || call?.type !== 'function') throw new Error('no call');
    expect(JSON.parse(call.function.arguments)).toEqual({ city: 'Please get_weather for Lisbon' });
    const row = await rowOf(world, requestIdOf(first.id));
    expect(row.toolCalls).toEqual([{ id: call.id, name: 'get_weather', arguments: call.function.arguments }]);
    expect(row.requestDetail?.options?.tools?.[0]?.name).toBe('get_weather');

    const second = await client.chat.completions.create({
      model: 'chat',
      messages: [...messages, choice.message, { role: 'tool', tool_call_id: call.id, content: '22 degrees' }],
      tools: [weather],
    });
    expect(second.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: 'The tool said: 22 degrees' },
    });
    const { question, input } = await rowOf(world, requestIdOf(second.id));
    expect(question).toBe('Please get_weather for Lisbon');
    expect(input.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool']);
  });

  it('come as a stream that the client puts together, two at once', async () => {
    const other = { ...weather, function: { ...weather.function, name: 'get_tide' } };
    const stream = client.chat.completions.stream({
      model: 'chat',
      messages: [user('get_weather and get_tide')],
      tools: [weather, other],
      parallel_tool_calls: true,
    });
    const { choices } = await stream.finalChatCompletion();
    expect(choices[0]?.finish_reason).toBe('tool_calls');
    const calls = choices[0]?.message.tool_calls ?? [];
    expect(calls.map((call) => call.type === 'function' && call.function.name)).toEqual([
      'get_weather',
      'get_tide',
    ]);
  });

  it('a forced choice reaches the provider', async () => {
    const { choices } = await client.chat.completions.create({
      model: 'chat',
      messages: [user('Hello')],
      tools: [weather],
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
    });
    expect(choices[0]?.finish_reason).toBe('tool_calls');
  });

  it('a provider without tools answers unless it must call one', async () => {
    const ask = (choice: 'auto' | 'required') =>
      client.chat.completions.create({
        model: 'quotes',
        messages: [user('Hello')],
        tools: [weather],
        tool_choice: choice,
      });
    expect((await ask('auto')).choices[0]?.finish_reason).toBe('stop');
    await expect(ask('required')).rejects.toThrow(/cannot call tools/);
  });
});

describe('errors', () => {
  const ask = (body: Record<string, unknown> = {}) =>
    client.chat.completions.create({ model: 'chat', messages: [user('Hi')], ...body });

  it.each([
    [
      'another key',
      () => client.withOptions({ apiKey: 'sk-slipway-wrong' }).models.list(),
      OpenAI.AuthenticationError,
      { status: 401, code: 'invalid_api_key' },
    ],
    [
      'an unknown model',
      () => ask({ model: 'nobody' }),
      OpenAI.NotFoundError,
      { status: 404, code: 'model_not_found', param: 'model' },
    ],
    [
      'an unknown model by name',
      () => client.models.retrieve('nobody'),
      OpenAI.NotFoundError,
      { code: 'model_not_found' },
    ],
    ['two answers at once', () => ask({ n: 2 }), OpenAI.BadRequestError, { param: 'n' }],
    ['log probabilities', () => ask({ logprobs: true }), OpenAI.BadRequestError, { param: 'logprobs' }],
    [
      'sound',
      () => ask({ modalities: ['text', 'audio'] }),
      OpenAI.BadRequestError,
      { param: 'modalities[1]' },
    ],
    [
      'a picture',
      () =>
        ask({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }] }),
      OpenAI.BadRequestError,
      { param: 'messages[0].content' },
    ],
    [
      'a result of no call',
      () => ask({ messages: [user('Hi'), { role: 'tool', tool_call_id: 'x', content: '1' }] }),
      OpenAI.BadRequestError,
      { param: 'messages[1]' },
    ],
    [
      'a tool that is not there',
      () => ask({ tools: [weather], tool_choice: { type: 'function', function: { name: 'other' } } }),
      OpenAI.BadRequestError,
      { param: 'tool_choice' },
    ],
    [
      'a question without end',
      () => ask({ messages: [user('x'.repeat(200_000))] }),
      OpenAI.BadRequestError,
      { code: 'context_length_exceeded', param: 'messages' },
    ],
  ])('%s', async (_name, call, type, expected) => {
    const error = await Promise.resolve(call()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(expected);
  });

  it('of the provider, by class, with what it said', async () => {
    world.fake.next('rate-limited:7', 'bad-request', 'server-error');
    const limited = await ask().catch((reason: unknown) => reason);
    expect(limited).toBeInstanceOf(OpenAI.RateLimitError);
    expect(limited).toMatchObject({ code: 'rate_limit_exceeded', headers: expect.any(Headers) });
    expect(limited instanceof OpenAI.APIError && limited.headers?.get('retry-after')).toBe('7');
    await expect(ask()).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded' });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.InternalServerError);
  });

  it('in mid-stream are thrown, not passed off as an end', async () => {
    world.fake.next('cut-after:2');
    const stream = await client.chat.completions.create({
      model: 'chat',
      messages: [user('one two three four')],
      stream: true,
    });
    await expect(collected(stream)).rejects.toThrow();
  });
});

describe('the client', () => {
  it('tries again after the time the provider asked for', async () => {
    world.fake.next('rate-limited:1');
    const before = world.fake.calls.length;
    const started = performance.now();
    const answer = await client.chat.completions.create(
      { model: 'chat', messages: [user('Again')] },
      { maxRetries: 2 },
    );
    expect(answer.choices[0]?.message.content).toBe('You said: Again');
    expect(world.fake.calls.length - before).toBe(2);
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('does not try again what cannot work', async () => {
    const before = world.fake.calls.length;
    world.fake.next('unauthorized');
    const ask = client.chat.completions.create(
      { model: 'chat', messages: [user('Again')] },
      { maxRetries: 2 },
    );
    await expect(ask).rejects.toMatchObject({ status: 502 });
    expect(world.fake.calls.length - before).toBe(1);
  });

  it('leaves in mid-stream: the row says so, and the provider is left too', async () => {
    const stream = await client.chat.completions.create({
      model: 'slow',
      messages: [user(wordsOf(500))],
      stream: true,
    });
    let id = '';
    for await (const chunk of stream) {
      id = requestIdOf(chunk.id);
      if (chunk.choices[0]?.delta.content) break;
    }
    await vi.waitFor(async () => expect(await rowOf(world, id)).toMatchObject({ status: 'stopped' }), {
      timeout: 10_000,
      interval: 50,
    });
    await vi.waitFor(() => expect(world.slow.calls.at(-1)?.aborted).toBe(true));
  });

  it('leaves before the answer to a plain request', async () => {
    const leaving = new AbortController();
    const before = world.slow.calls.length;
    const answer = client.chat.completions.create(
      { model: 'slow', messages: [user(wordsOf(500))] },
      { signal: leaving.signal },
    );
    await vi.waitFor(() => expect(world.slow.calls.length).toBeGreaterThan(before), { timeout: 5000 });
    leaving.abort();
    await expect(answer).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await vi.waitFor(() => expect(world.slow.calls.at(-1)?.aborted).toBe(true), { timeout: 5000 });
  });

  it('lists and retrieves models', async () => {
    const models = await collected(await client.models.list());
    expect(models.map(({ id }) => id)).toEqual(expect.arrayContaining(['chat', 'slow', 'quotes']));
    expect(await client.models.retrieve('chat')).toMatchObject({
      id: 'chat',
      object: 'model',
      owned_by: 'slipway',
      created: expect.any(Number),
    });
  });

  it('sends feedback on an answer', async () => {
    const { id } = await client.chat.completions.create({ model: 'chat', messages: [user('Hi')] });
    await client.post('/feedback', {
      body: { request_id: id, rating: 'down', score: 2, reasons: ['incomplete'], comment: 'short' },
    });
    const { feedback } = await rowOf(world, requestIdOf(id));
    expect(feedback).toMatchObject([{ thumb: 'down', stars: 2, comment: 'short' }]);
  });
});
