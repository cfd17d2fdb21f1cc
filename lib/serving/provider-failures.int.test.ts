import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { POST as createCompletion } from '../../app/v1/chat/completions/route.ts';
import { type FakeOpenAi, type Misbehaviour, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { ensureAdmin, ensureApiKey, systemCaller } from '../access/index.ts';
import { chainSchema } from '../chain/schemas.ts';
import { getInference, listInferences } from '../inference/index.ts';
import { inferencePageQuerySchema } from '../inference/schemas.ts';
import { closeEvents } from '../platform/events.ts';
import { saveProvider } from '../providers/index.ts';
import { providerInputSchema } from '../providers/schemas.ts';
import { createModel, registerVersion } from '../registry/index.ts';
import { createModelSchema, registerVersionSchema } from '../registry/schemas.ts';
import { createEndpoint, dryRunChain } from './index.ts';
import { createEndpointSchema } from './schemas.ts';

const key = 'sk-slipway-test-0123456789abcdef';
const root = systemCaller('test');
let fake: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi({ apiKey: 'sk-provider', chunkDelayMs: 1 });
  const admin = await ensureAdmin({ email: 'admin@example.com', password: 'correct horse battery' });
  await ensureApiKey({ value: key, ownerId: admin.id });
  const price = { input: 1000, cachedInput: 500, cacheWrite: 1250, output: 4000, reasoning: 4000 };
  const provider = providerInputSchema.parse({
    name: 'fake',
    baseUrl: fake.url,
    apiKey: 'sk-provider',
    models: [{ name: 'gpt-fake', price }],
    allowPrivateNetwork: true,
  });
  await saveProvider(root, provider);
});

/** Makes an endpoint whose provider misbehaves on every call: the fake reads it from the model's name. */
async function serve(misbehaviour: Misbehaviour): Promise<string> {
  const name = misbehaviour.replaceAll(/[^a-z0-9]/g, '-');
  await createModel(root, createModelSchema.parse({ name }));
  const document = chainSchema.parse({
    model: {
      provider: 'fake',
      name: misbehaviour === 'none' ? 'gpt-fake' : misbehaviour,
      parameters: { timeoutMs: 1500 },
    },
    output: { format: 'text' },
  });
  await registerVersion(root, name, registerVersionSchema.parse({ document, dryRun: 'skip' }), dryRunChain);
  const target = { by: 'version', model: name, version: 1 };
  const servedEntities = [{ name: 'only', target, trafficPercentage: 100 }];
  await createEndpoint(root, createEndpointSchema.parse({ name, servedEntities }));
  return name;
}

beforeEach(() => {
  fake.calls.length = 0;
});

afterAll(async () => {
  await fake.stop();
  await closeEvents();
});

function ask(endpoint: string, stream = true): Promise<Response> {
  const request = new Request('http://localhost/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: endpoint,
      stream,
      messages: [{ role: 'user', content: 'Say something.' }],
    }),
  });
  return createCompletion(request, { params: Promise.resolve({}) });
}

function rowOf(response: Response) {
  return getInference(root, response.headers.get('x-slipway-request-id') ?? '');
}

describe('a provider that works', () => {
  it('is priced by the tokens it reports', async () => {
    const response = await ask(await serve('none'), false);
    expect(response.status).toBe(200);
    const row = await rowOf(response);
    expect(row.usage.source).toBe('provider');
    const { input, cachedInput, cacheWrite, output, reasoning } = row.usage;
    const expected = input * 1000 + cachedInput * 500 + cacheWrite * 1250 + (output + reasoning) * 4000;
    expect(row.cost).toBe(String(expected));
    expect(expected).toBeGreaterThan(0);
  });
});

describe('a provider that fails', () => {
  it.each<[Misbehaviour, number, string, string?]>([
    ['unauthorized', 502, 'provider_unauthorized'],
    ['server-error', 503, 'provider_unavailable'],
    ['rate-limited:60', 429, 'provider_rate_limited', 'rate_limit_exceeded'],
    ['bad-request', 400, 'provider_bad_request', 'context_length_exceeded'],
    ['html-page', 502, 'provider_bad_response'],
    ['hang', 504, 'answer_timeout'],
  ])('%s is told with a status and kept as a row', async (misbehaviour, status, code, told = code) => {
    const response = await ask(await serve(misbehaviour));
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text).error).toMatchObject({ code: told });
    const row = await rowOf(response);
    expect(row).toMatchObject({ status: 'error', httpStatus: status, errorCode: code });
    expect(text + JSON.stringify(row)).not.toContain('sk-provider');
    if (status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
  });

  it.each<[Misbehaviour, string]>([
    ['cut-after:2', 'provider_stream_cut'],
    ['no-finish', 'provider_stream_cut'],
    ['garbage-chunk', 'provider_bad_response'],
    ['hang-after:2', 'answer_timeout'],
  ])(
    '%s ends the stream with an error, never with [DONE], and the row keeps what had come',
    async (misbehaviour, code) => {
      const response = await ask(await serve(misbehaviour));
      const text = await response.text();
      expect(response.status).toBe(200);
      expect(text).toContain(code);
      expect(text).not.toContain('[DONE]');
      const row = await rowOf(response);
      expect(row).toMatchObject({ status: 'error', errorCode: code });
      expect(row.output.length).toBeGreaterThan(0);
      expect(row.usage.output).toBeGreaterThan(0);
    },
  );
});

describe('a client that leaves in mid-stream', () => {
  it('stops the provider, and the row says stopped with what was used', async () => {
    const response = await ask(await serve('endless'));
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(() => fake.calls[0]?.aborted, { timeout: 5000 }).toBe(true);
    await expect
      .poll(
        async () => (await listInferences(root, inferencePageQuerySchema.parse({ status: 'stopped' }))).items,
        {
          timeout: 5000,
        },
      )
      .toMatchObject([{ requestId: response.headers.get('x-slipway-request-id'), httpStatus: 499 }]);
  });
});
