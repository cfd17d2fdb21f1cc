/** How OpenAI's own npm client meets failures, and how it leaves. */
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ClientWorld,
  collected,
  requestIdOf,
  rowOf,
  startClientWorld,
} from '../support/client-world.ts';
import { user, weather } from '../support/openai-inputs.ts';
import { wordsOf } from '../support/product-api.ts';

let world: ClientWorld;
let client: OpenAI;

beforeAll(async () => {
  world = await startClientWorld();
  client = new OpenAI({ baseURL: world.baseURL, apiKey: world.apiKey, maxRetries: 0 });
});

afterAll(() => world?.stop());

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
});
