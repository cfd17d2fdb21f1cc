/** Every vendor against a fake of its own wire protocol: what is common to all is one table of them. */
import { inspect } from 'node:util';
import { Agent } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  calledTool,
  type FakeVendor,
  spokenText,
  startFakeVendor,
  type VendorMisbehaviour,
} from '../../../e2e/support/fake-vendor.ts';
import { vendors } from '../../../e2e/support/vendor-cases.ts';
import { modelParametersSchema } from '../../chain/schemas.ts';
import { type GenerateEvent, type GenerateRequest, ProviderError } from '../contract.ts';
import { createPoolFetch } from '../transport/pool-fetch.ts';
import { createSdkEmbedder } from './create-embedder.ts';
import { createSdkProvider } from './create-provider.ts';

const secret = 'secret-key-that-nobody-may-see';
const tools = [
  {
    name: 'weather',
    description: 'The weather of a city.',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
];
const said = spokenText.join('');

describe.each(vendors)('$kind', (vendor) => {
  const agent = new Agent({ maxResponseSize: 2_000_000 });
  const waits: number[] = [];
  let fake: FakeVendor;

  beforeAll(async () => {
    fake = await startFakeVendor(vendor.protocol, secret);
  });
  afterAll(async () => {
    await fake.stop();
    await agent.destroy();
  });
  beforeEach(() => {
    waits.length = 0;
  });

  function sdk(apiKey: string) {
    return vendor.open({
      name: vendor.kind,
      baseUrl: fake.origin + vendor.path,
      apiKey,
      settings: vendor.settings ?? {},
      fetch: createPoolFetch(agent),
    });
  }

  function generate(changes: Partial<GenerateRequest> = {}, apiKey = secret) {
    const retry = {
      random: () => 0.5,
      sleep: async (ms: number) => {
        waits.push(ms);
      },
    };
    const provider = createSdkProvider({ name: vendor.kind, apiKey, sdk: sdk(apiKey), retry });
    return collect(
      provider.generate({
        model: vendor.model,
        turns: [
          { role: 'system', content: 'Answer.' },
          { role: 'user', content: 'Where is the harbour?' },
        ],
        question: 'Where is the harbour?',
        passages: [],
        inputs: {},
        retries: 0,
        parameters: modelParametersSchema.parse({ timeoutMs: 10_000 }),
        signal: new AbortController().signal,
        ...changes,
      }),
    );
  }

  async function failureOf(behaviour: VendorMisbehaviour, changes: Partial<GenerateRequest> = {}) {
    fake.next(behaviour);
    const { failure, finish } = await generate(changes);
    expect(finish).toBeUndefined();
    if (!(failure instanceof ProviderError)) throw new Error('Expected a ProviderError.', { cause: failure });
    expect(inspect(failure, { depth: 20 })).not.toContain(secret);
    return failure;
  }

  test('speaks in pieces, with each token counted once', async () => {
    const { text, seen, finish, failure } = await generate();
    expect(failure).toBeUndefined();
    expect(text).toBe(said);
    expect(seen.filter((event) => event.type === 'delta').length).toBeGreaterThan(1);
    expect(finish).toEqual({
      type: 'finish',
      reason: 'stop',
      usage: { ...vendor.usage, source: 'provider' },
    });
  });

  test('calls a tool, whole, and takes its result', async () => {
    const first = await generate({ tools, toolChoice: 'auto' });
    expect(first.failure).toBeUndefined();
    const call = first.seen.find((event) => event.type === 'tool-call');
    expect(call).toMatchObject({ call: { name: 'weather' } });
    if (call?.type !== 'tool-call') return;
    expect(JSON.parse(call.call.arguments)).toEqual(calledTool.arguments);
    expect(first.finish).toMatchObject({ reason: 'tool-calls', usage: { source: 'provider' } });
    const second = await generate({
      turns: [
        { role: 'user', content: 'How is the weather in Kiel?' },
        { role: 'assistant', content: '', toolCalls: [call.call] },
        { role: 'tool', content: calledTool.result, toolCallId: call.call.id },
      ],
      tools,
    });
    expect(second.text).toBe(said);
    const sent = JSON.stringify(fake.calls.at(-1)?.body);
    expect(sent).toContain(calledTool.result);
    expect(sent).toContain('Kiel');
    expect(sent).toContain('weather');
  });

  test('is told parameters and the form of the answer', async () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const parameters = modelParametersSchema.parse({ temperature: 0.25, maxOutputTokens: 77, stop: ['END'] });
    await generate({ parameters, responseFormat: { type: 'json', name: 'place', schema } });
    const sent = JSON.stringify(fake.calls.at(-1)?.body);
    expect(sent).toContain('0.25');
    expect(sent).toContain('77');
    expect(sent).toContain('END');
    expect(sent).toContain('city');
  });

  test('tells an answer that was too long', async () => {
    fake.next('length');
    expect((await generate()).finish).toMatchObject({ reason: 'length' });
  });

  test('keeps characters whole when they arrive in halves', async () => {
    fake.next('split-bytes');
    expect(await generate()).toMatchObject({ text: said, failure: undefined });
  });

  test.each(['no-usage', 'negative-usage', 'absurd-usage'] as const)(
    '%s becomes an estimate that is marked as one',
    async (behaviour) => {
      // Cohere's message always ends with its usage; the AI SDK does not take an end without it.
      if (vendor.kind === 'cohere' && behaviour === 'no-usage') {
        expect(await failureOf(behaviour)).toMatchObject({ code: 'bad_response' });
        return;
      }
      fake.next(behaviour);
      const { finish } = await generate();
      expect(finish).toMatchObject({ usage: { source: 'estimated', cachedInput: 0, reasoning: 0 } });
      if (finish?.type !== 'finish') return;
      expect(finish.usage.input).toBeGreaterThan(3);
      expect(finish.usage.output).toBeGreaterThan(3);
      expect(finish.usage.input + finish.usage.output).toBeLessThan(100);
    },
  );

  test.each(['cut', 'no-finish'] as const)('%s is never a clean stop', async (behaviour) => {
    expect(await failureOf(behaviour)).toMatchObject({ code: 'stream_cut' });
  });

  test.each([
    ['html-page', 'bad_response'],
    ['json-body', 'bad_response'],
    ['garbage', 'bad_response'],
    ['unauthorized', 'unauthorized'],
    ['bad-request', 'bad_request'],
    ['server-error', 'unavailable'],
  ] as const)('%s is told as %s', async (behaviour, code) => {
    expect(await failureOf(behaviour)).toMatchObject({ code, provider: vendor.kind });
  });

  test(`an error in the stream is told as ${vendor.errorInStream}`, async () => {
    expect(await failureOf('error-in-stream')).toMatchObject({ code: vendor.errorInStream });
  });

  test('a wrong key is refused, and shown in no error', async () => {
    // Bedrock's fake cannot know the secret half; the real one answers 403.
    if (vendor.kind === 'bedrock') fake.next('unauthorized');
    const { failure } = await generate({}, vendor.kind === 'bedrock' ? secret : 'another-wrong-key');
    expect(failure).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(inspect(failure, { depth: 20 })).not.toContain('another-wrong-key');
  });

  test('429 is waited out as long as the vendor asks, with jitter', async () => {
    fake.next('rate-limited:2');
    expect(await generate({ retries: 1 })).toMatchObject({ text: said });
    expect(waits).toEqual([2000 + 150]);
    expect(await failureOf('rate-limited:7')).toMatchObject({ code: 'rate_limited', retryAfterMs: 7000 });
  });

  test.each(['hang', 'hang-in-stream'] as const)('%s ends at the time-out', async (behaviour) => {
    const parameters = { ...modelParametersSchema.parse({}), timeoutMs: 150 };
    expect(await failureOf(behaviour, { parameters })).toMatchObject({ code: 'timeout' });
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });

  test('what never ends is stopped by its size', async () => {
    expect(await failureOf('endless')).toMatchObject({ code: 'bad_response' });
    await expect.poll(() => fake.calls.at(-1)?.aborted).toBe(true);
  });

  test('embeds with vectors of length one, if it embeds', async () => {
    const { embedding } = sdk(secret);
    expect(embedding !== null).toBe(vendor.embeddingModel !== null);
    if (vendor.embeddingModel === null) return;
    const embedder = await createSdkEmbedder({
      name: vendor.kind,
      apiKey: secret,
      model: vendor.embeddingModel,
      sdk: sdk(secret),
    });
    const vectors = await embedder.embed(['harbour', 'boat'], new AbortController().signal);
    expect(vectors).toHaveLength(2);
    expect(vectors[0]).not.toEqual(vectors[1]);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1);
  });
});

async function collect(events: AsyncIterable<GenerateEvent>) {
  const seen: GenerateEvent[] = [];
  let failure: unknown;
  try {
    for await (const event of events) seen.push(event);
  } catch (error) {
    failure = error;
  }
  const text = seen.map((event) => (event.type === 'delta' ? event.text : '')).join('');
  return { seen, text, finish: seen.find((event) => event.type === 'finish'), failure };
}
