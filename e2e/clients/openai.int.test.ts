/** OpenAI's own npm client against a running server. */
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ClientWorld,
  collected,
  requestIdOf,
  rowOf,
  startClientWorld,
} from '../support/client-world.ts';
import { user, weather } from '../support/openai-inputs.ts';

let world: ClientWorld;
let client: OpenAI;

beforeAll(async () => {
  world = await startClientWorld();
  client = new OpenAI({ baseURL: world.baseURL, apiKey: world.apiKey, maxRetries: 0 });
});

afterAll(() => world?.stop());

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

describe('beside the answers', () => {
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

describe('embeddings', () => {
  const model = 'fake/fake-embed';

  it('are the same as floats and as base64, of unit length, and leave a priced row', async () => {
    const input = ['The pump holds two litres.', 'The tank is red.'];
    // Without a format the client asks for base64 and decodes it.
    const { data, response } = await client.embeddings.create({ model, input }).withResponse();
    const floats = await client.embeddings.create({ model, input, encoding_format: 'float' });
    expect(data.data).toEqual(floats.data);
    expect(data.data.map(({ index }) => index)).toEqual([0, 1]);
    expect(Math.hypot(...(data.data[0]?.embedding ?? []))).toBeCloseTo(1, 5);
    expect(data.usage.prompt_tokens).toBeGreaterThan(5);
    const row = await rowOf(world, response.headers.get('x-slipway-request-id') ?? '');
    expect(row).toMatchObject({
      status: 'ok',
      endpoint: '(embeddings)',
      provider: 'fake',
      providerModel: 'fake-embed',
      inputTokens: data.usage.prompt_tokens,
      cost: String(20 * data.usage.prompt_tokens),
    });
    expect(row.input.map(({ content }) => content)).toEqual(input);
  });

  it('have the dimensions that were asked for', async () => {
    const { data } = await client.embeddings.create({ model, input: 'one', dimensions: 64 });
    expect(data[0]?.embedding).toHaveLength(64);
  });

  it.each([
    ['a model nobody listed', { model: 'fake/other', input: 'x' }, { status: 404, param: 'model' }],
    ['an unknown knowledge base', { model: 'nobody', input: 'x' }, { code: 'model_not_found' }],
    ['token ids', { model, input: [1, 2, 3] }, { status: 400, param: 'input' }],
    ['an empty text', { model, input: '' }, { status: 400, param: 'input' }],
    ['too much at once', { model, input: Array(20).fill('x'.repeat(60_000)) }, { param: 'input' }],
  ])('refuse %s', async (_name, body, expected) => {
    await expect(client.embeddings.create(body)).rejects.toMatchObject(expected);
  });
});
