/** Providers of the vendors' kinds as they are stored, priced, changed and watched. */
import '../../e2e/support/test-database.ts';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { type FakeVendor, spokenText, startFakeVendor } from '../../e2e/support/fake-vendor.ts';
import { type Vendor, vendors } from '../../e2e/support/vendor-cases.ts';
import { systemCaller } from '../access/index.ts';
import { modelParametersSchema } from '../chain/schemas.ts';
import { prisma } from '../platform/db.ts';
import { deriveEnv, env } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { resealStored } from '../platform/reseal.ts';
import type { GenerateRequest, Provider } from './contract.ts';
import {
  getProvider,
  getProviderHealth,
  getProviderSummary,
  listPrices,
  listProviders,
  priceAt,
  saveProvider,
  testProvider,
} from './index.ts';
import { type ProviderInput, providerInputSchema } from './schemas.ts';

const admin = systemCaller('test');
const { signal } = new AbortController();
const secret = 'a-secret-that-nobody-may-see';
const price = { input: 100, cachedInput: 10, cacheWrite: 100, output: 400, reasoning: 400 };
let fake: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi();
});
afterAll(async () => {
  await fake.stop();
  await closeEvents();
});
afterEach(async () => {
  await prisma().providerConfig.deleteMany({});
});

function input(changes: Record<string, unknown> = {}): ProviderInput {
  return providerInputSchema.parse({
    name: `p-${newId().slice(-12)}`,
    baseUrl: fake.url,
    apiKey: secret,
    models: [{ name: 'fake-chat' }],
    allowPrivateNetwork: true,
    ...changes,
  });
}

function request(changes: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    model: 'fake-chat',
    turns: [{ role: 'user', content: 'ahoy' }],
    question: 'ahoy',
    passages: [],
    inputs: {},
    retries: 0,
    parameters: modelParametersSchema.parse({}),
    signal,
    ...changes,
  };
}

async function ask(provider: Provider, changes: Partial<GenerateRequest> = {}) {
  let text = '';
  try {
    for await (const event of provider.generate(request(changes))) {
      if (event.type === 'delta') text += event.text;
    }
    return { text, failure: null };
  } catch (failure) {
    return { text, failure };
  }
}

describe.each(vendors)('$kind', (vendor: Vendor) => {
  let server: FakeVendor;
  beforeAll(async () => {
    server = await startFakeVendor(vendor.protocol, secret);
  });
  afterAll(() => server.stop());

  function own(changes: Record<string, unknown> = {}): ProviderInput {
    const baseUrl = server.origin + vendor.path;
    return input({
      kind: vendor.kind,
      baseUrl,
      models: [{ name: vendor.model }],
      ...vendor.settings,
      ...changes,
    });
  }

  test('is stored with its settings, tried and asked', async () => {
    const provider = own();
    const saved = await saveProvider(admin, provider);
    expect(saved).toMatchObject({ kind: vendor.kind, hasKey: true, settings: vendor.settings ?? {} });
    expect(await testProvider(admin, provider.name, {}, signal)).toMatchObject({
      ok: true,
      reply: spokenText.join(''),
    });
    const { text } = await ask(await getProvider(provider.name), { model: vendor.model });
    expect(text).toBe(spokenText.join(''));
  });

  test('needs a key', async () => {
    const { apiKey: _none, ...keyless } = own();
    await expect(saveProvider(admin, keyless as ProviderInput)).rejects.toMatchObject({
      reason: 'key_required',
    });
  });

  test('shows its key nowhere, whatever fails', async () => {
    const provider = own();
    await saveProvider(admin, provider);
    const told: unknown[] = [];
    for (const behaviour of [
      'unauthorized',
      'bad-request',
      'server-error',
      'rate-limited:1',
      'cut',
      'no-finish',
      'garbage',
      'html-page',
      'json-body',
      'error-in-stream',
    ] as const) {
      server.next(behaviour);
      const { failure } = await ask(await getProvider(provider.name), { model: vendor.model });
      expect(failure).toBeInstanceOf(Error);
      told.push(failure);
    }
    server.next('unauthorized');
    told.push(await testProvider(admin, provider.name, {}, signal));
    told.push(
      await getProviderHealth(admin, provider.name),
      await getProviderSummary(admin, provider.name),
      await listProviders(admin),
      await prisma().auditEvent.findMany({ where: { subjectName: provider.name } }),
    );
    expect(inspect(told, { depth: 30, maxArrayLength: null, maxStringLength: null })).not.toContain(secret);
  });
});

describe('addresses of vendors', () => {
  test.each([
    [{ kind: 'openai' }, 'https://api.openai.com/v1'],
    [{ kind: 'anthropic' }, 'https://api.anthropic.com/v1'],
    [{ kind: 'azure', resourceName: 'our-resource' }, 'https://our-resource.openai.azure.com/openai'],
    [
      { kind: 'bedrock', region: 'eu-central-1', accessKeyId: 'AKIATEST' },
      'https://bedrock-runtime.eu-central-1.amazonaws.com',
    ],
  ])('%j is called at %s', async (settings, address) => {
    const provider = input({ ...settings, baseUrl: undefined, allowPrivateNetwork: false });
    expect(await saveProvider(admin, provider)).toMatchObject({ baseUrl: address });
  });

  test.each([
    { kind: 'azure', resourceName: 'evil.example.com/x#' },
    { kind: 'bedrock', region: 'eu@evil.example.com/', accessKeyId: 'AKIATEST' },
    { kind: 'azure' },
    { kind: 'bedrock' },
  ])('%j is no address', (settings) => {
    expect(() => input({ ...settings, baseUrl: undefined })).toThrow();
  });

  test('the guard stands before vendors’ kinds too, and a moved key is asked for again', async () => {
    const local = input({ kind: 'anthropic', baseUrl: 'http://10.0.0.1/v1', allowPrivateNetwork: false });
    await expect(saveProvider(admin, local)).rejects.toMatchObject({ reason: 'egress_refused' });
    const provider = input({ kind: 'mistral', baseUrl: undefined });
    await saveProvider(admin, provider);
    const { apiKey: _kept, ...moved } = { ...provider, kind: 'cohere' as const };
    await expect(saveProvider(admin, moved as ProviderInput)).rejects.toMatchObject({
      reason: 'key_required',
    });
  });
});

describe('prices', () => {
  test('keep their history, each from its own moment', async () => {
    const provider = input({ models: [{ name: 'a', price }, { name: 'b' }] });
    await saveProvider(admin, provider);
    await saveProvider(admin, provider);
    const dearer = { ...price, output: 500 };
    const saved = await saveProvider(admin, { ...provider, models: [{ name: 'a', price: dearer }] });
    await saveProvider(admin, { ...provider, models: [] });
    const history = await listPrices(admin, provider.name);
    expect(history.map((entry) => [entry.model, entry.price])).toEqual([
      ['a', null],
      ['a', dearer],
      ['a', price],
    ]);
    expect(history[1]?.from).toBe(saved.updatedAt);
    const at = (from: string | undefined, ms: number) => new Date(Date.parse(from ?? '') + ms);
    expect(await priceAt(provider.name, 'a', at(history[2]?.from, 0))).toEqual(price);
    expect(await priceAt(provider.name, 'a', at(history[2]?.from, -1))).toBeNull();
    expect(await priceAt(provider.name, 'a', at(history[0]?.from, 1000))).toBeNull();
    expect(await listPrices(admin, 'extractive')).toEqual([]);
  });
});

describe('changes at the same time', () => {
  test('who read an earlier state is told, and changes nothing', async () => {
    const provider = input();
    const read = await saveProvider(admin, provider);
    await expect.poll(() => Date.now() > Date.parse(read.updatedAt)).toBe(true);
    await saveProvider(admin, { ...provider, models: [{ name: 'theirs' }] });
    const late = saveProvider(admin, { ...provider, models: [] }, { ifMatch: `"${read.updatedAt}"` });
    await expect(late).rejects.toMatchObject({ code: 'conflict', reason: 'changed_since' });
    const now = await getProviderSummary(admin, provider.name);
    expect(now.models).toEqual([{ name: 'theirs' }]);
    await saveProvider(admin, { ...provider, models: [] }, { ifMatch: now.updatedAt });
    const gone = saveProvider(admin, input(), { ifMatch: '*' });
    await expect(gone).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('keys change', () => {
  test('while an answer runs, which ends with the key it began with', async () => {
    const provider = input({ apiKey: 'key-one' });
    await saveProvider(admin, provider);
    let text = '';
    let changed = false;
    for await (const event of (await getProvider(provider.name)).generate(request({ model: 'slow' }))) {
      if (event.type !== 'delta') continue;
      text += event.text;
      if (changed) continue;
      changed = true;
      await saveProvider(admin, { ...provider, apiKey: 'key-two' });
      await ask(await getProvider(provider.name));
      expect(fake.calls.at(-1)?.authorization).toBe('Bearer key-two');
    }
    expect(text).toBe('You said: ahoy');
    expect(fake.calls.at(-2)?.authorization).toBe('Bearer key-one');
  });

  test('under a new secret the stored ones are read, sealed again, and stay as they were', async () => {
    const earlier = env().SLIPWAY_SECRET ?? '';
    const provider = input();
    const saved = await saveProvider(admin, provider);
    const next = 'another-secret-that-is-long-enough-for-tests';
    try {
      deriveEnv({ SLIPWAY_SECRET: next, SLIPWAY_SECRET_PREVIOUS: earlier });
      expect(await testProvider(admin, provider.name, {}, signal)).toMatchObject({ ok: true });
      expect(await resealStored()).toBe(1);
      expect(await resealStored()).toBe(0);
      deriveEnv({ SLIPWAY_SECRET_PREVIOUS: '' });
      await saveProvider(admin, { ...provider, apiKey: undefined } as ProviderInput);
      await ask(await getProvider(provider.name));
      expect(fake.calls.at(-1)?.authorization).toBe(`Bearer ${secret}`);
      expect((await getProviderSummary(admin, provider.name)).createdAt).toBe(saved.createdAt);
    } finally {
      deriveEnv({ SLIPWAY_SECRET: earlier, SLIPWAY_SECRET_PREVIOUS: '' });
    }
  });
});

test('a provider that fails again and again is left alone, and a test that works brings it back', async () => {
  const provider = input();
  await saveProvider(admin, provider);
  const shaky = await getProvider(provider.name);
  const before = fake.calls.length;
  for (let call = 0; call < 10; call++) await ask(shaky, { model: 'server-error' });
  const { failure } = await ask(shaky);
  expect(failure).toMatchObject({ code: 'unavailable', retryAfterMs: expect.any(Number) });
  expect(fake.calls.length - before).toBe(10);
  expect(await getProviderHealth(admin, provider.name)).toMatchObject({
    state: 'open',
    retryAt: expect.any(String),
    requests: 10,
    failures: 10,
    latencyMs: { p50: null, p95: null },
    lastError: { code: 'unavailable' },
  });
  expect(await testProvider(admin, provider.name, {}, signal)).toMatchObject({ ok: true });
  expect((await ask(shaky)).failure).toBeNull();
  const health = await getProviderHealth(admin, provider.name);
  expect(health).toMatchObject({ state: 'closed', retryAt: null, requests: 11, failures: 10 });
  // A whole number of milliseconds, which may be none.
  expect(health.latencyMs.p95).toBeGreaterThanOrEqual(0);
});
