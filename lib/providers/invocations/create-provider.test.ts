import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type FakeInvocations,
  type InvocationsMisbehaviour,
  startFakeInvocations,
} from '../../../e2e/support/fake-invocations.ts';
import { modelParametersSchema } from '../../chain/schemas.ts';
import { type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { type InvocationPayload, invocationPayloadSchema } from '../schemas.ts';
import { createPoolFetch } from '../transport/pool-fetch.ts';
import { createInvocationsProvider } from './create-provider.ts';

const key = 'dapi-secret-key';
const question = 'Where is the harbour? 世界';
let fake: FakeInvocations;
const agent = new Agent();
const waits: number[] = [];

beforeAll(async () => {
  fake = await startFakeInvocations({ apiKey: key });
});
afterAll(async () => {
  await fake.stop();
  await agent.destroy();
});

function provider(payload: InvocationPayload = 'messages', apiKey: string | null = key, baseUrl = fake.url) {
  return createInvocationsProvider({
    name: 'remote',
    baseUrl,
    payload,
    apiKey,
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

function request(changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    model: 'invocations',
    turns: [
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'Hello.' },
      { role: 'user', content: question },
    ],
    question,
    passages: [],
    inputs: {},
    retries: null,
    parameters: modelParametersSchema.parse({ timeoutMs: 5000 }),
    signal: new AbortController().signal,
    ...changes,
  };
}

async function collect(events: AsyncIterable<GenerateEvent>) {
  let text = '';
  let finish: GenerateEvent | undefined;
  for await (const event of events) {
    if (event.type === 'delta') text += event.text;
    else finish = event;
  }
  return { text, finish };
}

async function failureOf(misbehaviour: InvocationsMisbehaviour, changes: Partial<GenerateRequest> = {}) {
  fake.next(misbehaviour);
  const error: unknown = await collect(provider().generate(request({ retries: 0, ...changes }))).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw new Error('Expected a ProviderError.', { cause: error });
  return error;
}

describe('what is sent', () => {
  const inputs = { region: 'north', amount: 3, urgent: true };

  test.each([
    ['messages', { messages: request().turns }],
    ['inputs', { inputs: [question] }],
    ['dataframe_split', { dataframe_split: { columns: ['question'], data: [[question]] } }],
    ['dataframe_records', { dataframe_records: [{ question }] }],
  ] as const)('%s without inputs or parameters', async (payload, body) => {
    const { text } = await collect(provider(payload).generate(request()));
    expect(text).toBe(`You said: ${question}`);
    expect(fake.calls.at(-1)).toMatchObject({ authorization: `Bearer ${key}` });
    expect(fake.calls.at(-1)?.body).toEqual(body);
  });

  const settings = { temperature: 0.2, top_p: 0.9, max_tokens: 7, seed: 3, stop: ['END'] };
  const columns = ['region', 'amount', 'urgent', 'question'];

  test.each([
    ['messages', { messages: request().turns, custom_inputs: inputs, ...settings }],
    ['inputs', { inputs: { ...inputs, question }, params: settings }],
    [
      'dataframe_split',
      { dataframe_split: { columns, data: [['north', 3, true, question]] }, params: settings },
    ],
    ['dataframe_records', { dataframe_records: [{ ...inputs, question }], params: settings }],
  ] as const)('%s with both', async (payload, body) => {
    const parameters = modelParametersSchema.parse({
      temperature: 0.2,
      topP: 0.9,
      maxOutputTokens: 7,
      seed: 3,
      stop: ['END'],
    });
    const { text } = await collect(provider(payload).generate(request({ inputs, parameters })));
    expect(text).toBe(`You said: ${question}`);
    expect(fake.calls.at(-1)?.body).toEqual(body);
  });

  test('no key when there is none', async () => {
    const open = await startFakeInvocations();
    await collect(provider('messages', null, open.url).generate(request()));
    expect(open.calls[0]?.authorization).toBeNull();
    await open.stop();
  });
});

describe('what comes back', () => {
  test('usage is the server’s, or an estimate that says so', async () => {
    const { finish } = await collect(provider('messages').generate(request()));
    expect(finish).toMatchObject({ reason: 'stop', usage: { input: 12, output: 5, source: 'provider' } });
    for (const payload of invocationPayloadSchema.exclude(['messages']).options) {
      const estimated = await collect(provider(payload).generate(request()));
      expect(estimated.finish).toMatchObject({ usage: { source: 'estimated' } });
    }
  });

  test('an empty answer is an answer', async () => {
    fake.say({ predictions: [''] });
    expect(await collect(provider().generate(request()))).toMatchObject({
      text: '',
      finish: { type: 'finish' },
    });
  });

  test('an answer without a text says what was expected', async () => {
    fake.say({ predictions: [0.73] });
    const failing = collect(provider().generate(request()));
    await expect(failing).rejects.toMatchObject({ code: 'bad_response' });
    await expect(failing).rejects.toThrow('predictions');
  });
});

describe('what goes wrong', () => {
  test.each([
    ['cut-before', 'unavailable', null],
    ['cut-in-body', 'stream_cut', null],
    ['html-page', 'bad_response', null],
    ['garbage', 'bad_response', null],
    ['empty', 'bad_response', null],
    ['too-large', 'bad_response', null],
    ['error-with-200', 'unavailable', null],
    ['redirect', 'bad_response', 302],
    ['server-error', 'unavailable', 500],
    ['bad-request', 'bad_request', 400],
    ['not-found', 'bad_request', 404],
    ['rate-limited:7', 'rate_limited', 429],
  ] as const)('%s is told as %s', async (misbehaviour, code, status) => {
    expect(await failureOf(misbehaviour)).toMatchObject({ code, status, provider: 'remote' });
  });

  test('Databricks’ own words are passed on', async () => {
    expect((await failureOf('bad-request')).message).toContain('missing column "question"');
    expect((await failureOf('error-with-200')).message).toContain('The endpoint is starting.');
  });

  test('a wrong key is told without showing it', async () => {
    const failing = collect(provider('messages', 'dapi-wrong').generate(request()));
    await expect(failing).rejects.toMatchObject({ code: 'unauthorized', status: 403 });
    await expect(failing).rejects.not.toThrow('dapi-wrong');
  });

  test('429 is waited out as long as the server asks, then works', async () => {
    waits.length = 0;
    fake.next('rate-limited:2', 'rate-limited:Thu, 01 Jan 2026 00:00:05 GMT');
    expect((await collect(provider().generate(request()))).text).toContain('You said');
    expect(waits).toEqual([2000 + 150, 5000 + 300]);
  });

  test('cut and failing answers are tried again, as often as the request says', async () => {
    fake.next('cut-in-body', 'server-error', 'error-with-200');
    const before = fake.calls.length;
    expect((await collect(provider().generate(request({ retries: 3 })))).text).toContain('You said');
    expect(fake.calls.length - before).toBe(4);
  });

  test.each(['bad-request', 'not-found', 'garbage'] as const)(
    '%s is not tried again',
    async (misbehaviour) => {
      const before = fake.calls.length;
      await failureOf(misbehaviour, { retries: 3 });
      expect(fake.calls.length - before).toBe(1);
    },
  );

  test('a server that is silent ends at the time-out', async () => {
    const parameters = { ...modelParametersSchema.parse({}), timeoutMs: 150 };
    expect(await failureOf('hang', { parameters })).toMatchObject({ code: 'timeout' });
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });

  test('a person who stops closes the connection', async () => {
    const stop = new AbortController();
    const arrived = fake.calls.length;
    const result = failureOf('hang', { signal: stop.signal });
    await expect.poll(() => fake.calls.length).toBe(arrived + 1);
    stop.abort();
    expect(await result).toMatchObject({ code: 'aborted' });
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });

  test('a server that is not there is unavailable', async () => {
    const failing = collect(provider('messages', key, 'http://127.0.0.1:9/invocations').generate(request()));
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
  });
});
