import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeOpenAi, type Misbehaviour, startFakeOpenAi } from '../../../e2e/support/fake-openai.ts';
import { modelParametersSchema } from '../../chain/schemas.ts';
import { type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { createPoolFetch } from '../transport/pool-fetch.ts';
import { createOpenAiCompatibleProvider } from './create-provider.ts';

let fake: FakeOpenAi;
const agent = new Agent();
const waits: number[] = [];

beforeAll(async () => {
  fake = await startFakeOpenAi();
});
afterAll(async () => {
  await fake.stop();
  await agent.destroy();
});

function provider(options: { apiKey?: string | null; baseUrl?: string } = {}) {
  return createOpenAiCompatibleProvider({
    name: 'fake',
    baseUrl: options.baseUrl ?? fake.url,
    apiKey: options.apiKey === undefined ? 'sk-secret-key' : options.apiKey,
    fetch: createPoolFetch(agent),
    now: () => Date.parse('2026-01-01T00:00:00Z'),
    retry: {
      random: () => 0.5,
      sleep: async (ms) => {
        waits.push(ms);
      },
    },
  });
}

function request(model: string, changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    model,
    turns: [
      { role: 'system', content: 'Answer.' },
      { role: 'user', content: 'Where is the harbour of the old town?' },
    ],
    question: 'Where is the harbour of the old town?',
    passages: [],
    inputs: {},
    retries: null,
    parameters: modelParametersSchema.parse({ timeoutMs: 5000 }),
    signal: new AbortController().signal,
    ...changes,
  };
}

async function collect(events: AsyncIterable<GenerateEvent>) {
  const seen: GenerateEvent[] = [];
  let failure: unknown;
  try {
    for await (const event of events) seen.push(event);
  } catch (error) {
    failure = error;
  }
  const text = seen.map((event) => (event.type === 'delta' ? event.text : '')).join('');
  const finish = seen.find((event) => event.type === 'finish');
  return { seen, text, finish, failure };
}

async function failureOf(
  model: Misbehaviour,
  changes: Partial<GenerateRequest> = {},
): Promise<ProviderError> {
  const { failure, finish } = await collect(provider().generate(request(model, changes)));
  expect(finish).toBeUndefined();
  if (!(failure instanceof ProviderError)) throw new Error('Expected a ProviderError.', { cause: failure });
  return failure;
}

describe('a healthy stream', () => {
  test('arrives in pieces, with the reason and the provider’s usage last', async () => {
    const { seen, text, finish } = await collect(provider().generate(request('fake-chat')));
    expect(text).toBe('You said: Where is the harbour of the old town?');
    expect(seen.filter((event) => event.type === 'delta').length).toBeGreaterThan(5);
    expect(seen.at(-1)).toBe(finish);
    expect(finish).toMatchObject({ reason: 'stop', usage: { source: 'provider', output: 10 } });
    const call = fake.calls.at(-1);
    expect(call?.authorization).toBe('Bearer sk-secret-key');
    expect(call?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  test('sends parameters under OpenAI’s names and no key when there is none', async () => {
    const parameters = modelParametersSchema.parse({
      temperature: 0.2,
      topP: 0.9,
      maxOutputTokens: 7,
      seed: 3,
      stop: ['END'],
    });
    await collect(provider({ apiKey: null }).generate(request('fake-chat', { parameters })));
    const call = fake.calls.at(-1);
    expect(call?.authorization).toBeNull();
    expect(call?.body).toMatchObject({ temperature: 0.2, top_p: 0.9, max_tokens: 7, seed: 3, stop: ['END'] });
  });

  test('keeps characters whole when they arrive in halves', async () => {
    const { text } = await collect(provider().generate(request('split-utf8')));
    expect(text).toBe('Grüße 世界 🚢 ahoi [1]');
  });

  test('survives slow chunks', async () => {
    const { finish } = await collect(provider().generate(request('slow')));
    expect(finish).toBeDefined();
  });

  test('counts cached input and reasoning once', async () => {
    const { finish } = await collect(provider().generate(request('cached-and-reasoning')));
    expect(finish).toMatchObject({
      usage: { input: 40, cachedInput: 60, cacheWrite: 0, output: 30, reasoning: 20, source: 'provider' },
    });
  });

  test('estimates usage when the provider sends none, and says so', async () => {
    const { finish } = await collect(provider().generate(request('no-usage')));
    expect(finish).toMatchObject({ usage: { source: 'estimated' } });
    expect(finish?.type === 'finish' && finish.usage.output).toBeGreaterThan(5);
  });
});

describe('a stream that breaks', () => {
  test.each(['cut-after:3', 'no-finish'] as const)(
    '%s ends as a cut, never as a clean stop',
    async (model) => {
      const { failure, text, finish } = await collect(provider().generate(request(model)));
      expect(failure).toMatchObject({ code: 'stream_cut' });
      expect(text).not.toBe('');
      expect(finish).toBeUndefined();
    },
  );

  test('is not tried again once a word was shown', async () => {
    const before = fake.calls.length;
    await failureOf('cut-after:1');
    expect(fake.calls.length - before).toBe(1);
  });

  test('is tried again while nothing was shown', async () => {
    fake.next('cut-after:0');
    const { text, failure } = await collect(provider().generate(request('fake-chat')));
    expect(failure).toBeUndefined();
    expect(text).toContain('You said');
  });

  test.each([
    ['garbage-chunk', 'bad_response'],
    ['error-chunk', 'unavailable'],
    ['html-page', 'bad_response'],
    ['json-body', 'bad_response'],
    ['empty-stream', 'stream_cut'],
    ['redirect', 'bad_response'],
  ] as const)('%s is told as %s', async (model, code) => {
    expect(await failureOf(model)).toMatchObject({ code, provider: 'fake' });
  });

  test('that never ends is stopped by its size or its time', async () => {
    const failure = await failureOf('endless');
    expect(['bad_response', 'timeout']).toContain(failure.code);
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });
});

describe('time and stopping', () => {
  test.each(['hang', 'hang-after:2'] as const)('%s ends at the time-out', async (model) => {
    const parameters = { ...modelParametersSchema.parse({}), timeoutMs: 150 };
    expect(await failureOf(model, { parameters })).toMatchObject({ code: 'timeout' });
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });

  test.each(['hang', 'hang-after:2'] as const)('%s ends when the person stops it', async (model) => {
    const stop = new AbortController();
    const arrived = fake.calls.length;
    const result = failureOf(model, { signal: stop.signal });
    await expect.poll(() => fake.calls.length).toBe(arrived + 1);
    stop.abort();
    expect(await result).toMatchObject({ code: 'aborted' });
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });

  test('a reader that leaves closes the provider’s connection', async () => {
    for await (const event of provider().generate(request('endless'))) {
      if (event.type === 'delta') break;
    }
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });
});

describe('refusals', () => {
  test.each([
    ['unauthorized', 'unauthorized', 401],
    ['bad-request', 'bad_request', 400],
    ['unknown-model', 'bad_request', 404],
    ['server-error', 'unavailable', 500],
    ['rate-limited:7', 'rate_limited', 429],
  ] as const)('%s', async (model, code, status) => {
    expect(await failureOf(model)).toMatchObject({ code, status });
  });

  test('the message never holds the key', async () => {
    const failure = await failureOf('unauthorized');
    expect(failure.message).not.toContain('sk-secret-key');
    expect(JSON.stringify(failure)).not.toContain('sk-secret-key');
  });

  test('429 is waited out as long as the provider asks, then works', async () => {
    waits.length = 0;
    fake.next('rate-limited:2', 'rate-limited:Thu, 01 Jan 2026 00:00:05 GMT');
    const { failure, text } = await collect(provider().generate(request('fake-chat')));
    expect(failure).toBeUndefined();
    expect(text).toContain('You said');
    expect(waits).toEqual([2000 + 150, 5000 + 300]);
  });

  test('a wait that is too long is not begun', async () => {
    waits.length = 0;
    expect(await failureOf('rate-limited:3600')).toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 3_600_000,
    });
    expect(waits).toEqual([]);
  });

  test.each(['unauthorized', 'bad-request', 'unknown-model'] as const)(
    '%s is not tried again',
    async (model) => {
      const before = fake.calls.length;
      await failureOf(model);
      expect(fake.calls.length - before).toBe(1);
    },
  );

  test('500 is tried three times', async () => {
    const before = fake.calls.length;
    await failureOf('server-error');
    expect(fake.calls.length - before).toBe(3);
  });

  test.each([
    [0, 1],
    [4, 5],
  ])('a caller that allows %i further tries has %i in all', async (retries, calls) => {
    const before = fake.calls.length;
    await failureOf('server-error', { retries });
    expect(fake.calls.length - before).toBe(calls);
  });

  test('a server that is not there is unavailable', async () => {
    const { failure } = await collect(
      provider({ baseUrl: 'http://127.0.0.1:9/v1' }).generate(request('fake-chat')),
    );
    expect(failure).toMatchObject({ code: 'unavailable' });
  });
});
