import '../../e2e/support/test-database.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { heard } from '../../e2e/support/changes.ts';
import { startFakeInvocations } from '../../e2e/support/fake-invocations.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { systemCaller } from '../access/index.ts';
import { modelParametersSchema } from '../chain/schemas.ts';
import { prisma, transaction } from '../platform/db.ts';
import { closeEvents, publishChange } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import {
  deleteProvider,
  getProvider,
  getProviderSummary,
  listProviders,
  openEmbedder,
  providerExists,
  saveProvider,
  testProvider,
} from './index.ts';
import { type ProviderInput, providerInputSchema } from './schemas.ts';

const admin = systemCaller('test');
const { signal } = new AbortController();
const secret = 'sk-a-secret-that-nobody-may-see';
let fake: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi({ apiKey: secret });
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
    name: `fake-${newId().slice(-12)}`,
    baseUrl: fake.url,
    apiKey: secret,
    models: [{ name: 'fake-chat' }],
    allowPrivateNetwork: true,
    ...changes,
  });
}

describe('keys', () => {
  test('are sealed at rest and shown nowhere', async () => {
    const provider = input();
    const saved = await saveProvider(admin, provider);
    expect(saved).toMatchObject({ hasKey: true, kind: 'openai-compatible' });
    const row = await prisma().providerConfig.findUniqueOrThrow({ where: { name: provider.name } });
    expect(Buffer.from(row.sealedKey ?? []).includes(Buffer.from(secret))).toBe(false);
    const audit = await prisma().auditEvent.findMany({ where: { subjectName: provider.name } });
    expect(audit).toHaveLength(1);
    const everything = JSON.stringify([
      saved,
      audit,
      await listProviders(admin),
      await getProviderSummary(admin, provider.name),
    ]);
    expect(everything).not.toContain(secret);
  });

  test('stay when absent, go when empty, and never follow to another server', async () => {
    const provider = input();
    await saveProvider(admin, provider);
    const { apiKey: _gone, ...keyless } = provider;
    expect(await saveProvider(admin, { ...keyless, models: [] })).toMatchObject({ hasKey: true });
    const moved = saveProvider(admin, { ...keyless, baseUrl: 'http://127.0.0.1:2/v1' });
    await expect(moved).rejects.toMatchObject({ code: 'invalid', reason: 'key_required' });
    expect(await saveProvider(admin, { ...keyless, apiKey: '' })).toMatchObject({ hasKey: false });
  });
});

describe('addresses', () => {
  test.each([
    'http://127.0.0.1:11434/v1',
    'http://169.254.169.254/v1',
    'http://[::1]/v1',
    'http://10.0.0.1/v1',
  ])('%s needs the private network to be allowed', async (baseUrl) => {
    const refused = saveProvider(admin, input({ baseUrl, allowPrivateNetwork: false }));
    await expect(refused).rejects.toMatchObject({ reason: 'egress_refused' });
  });

  test('a name that leads into the private network is refused when it is called', async () => {
    const provider = input({ baseUrl: 'http://localhost:11434/v1', allowPrivateNetwork: false });
    await saveProvider(admin, provider);
    const result = await testProvider(admin, provider.name, {}, signal);
    expect(result).toMatchObject({ ok: false, code: 'unavailable' });
    expect(result.message).toContain('private network');
  }, 20_000);
});

describe('an invocations server', () => {
  test('is registered with its whole address, tried, and asked with the stored key', async () => {
    const remote = await startFakeInvocations({ apiKey: secret });
    const provider = input({ kind: 'invocations', payload: 'inputs', baseUrl: remote.url, models: [] });
    expect(await saveProvider(admin, provider)).toMatchObject({
      kind: 'invocations',
      payload: 'inputs',
      baseUrl: remote.url,
      hasKey: true,
    });
    expect(await testProvider(admin, provider.name, {}, signal)).toMatchObject({
      ok: true,
      model: 'invocations',
    });
    expect(remote.calls).toMatchObject([
      { authorization: `Bearer ${secret}`, body: { inputs: expect.any(Array) } },
    ]);
    remote.next('not-found');
    const failed = await testProvider(admin, provider.name, {}, signal);
    expect(failed).toMatchObject({ ok: false, code: 'bad_request' });
    expect(failed.message).toContain('The given endpoint does not exist.');
    await saveProvider(admin, input({ ...provider, payload: 'messages' }));
    await testProvider(admin, provider.name, {}, signal);
    expect(remote.calls.at(-1)?.body).toHaveProperty('messages');
    await remote.stop();
  });

  test('stays behind the egress guard and makes no embeddings', async () => {
    const local = { kind: 'invocations', baseUrl: 'http://10.0.0.1/invocations' } as const;
    await expect(saveProvider(admin, input({ ...local, allowPrivateNetwork: false }))).rejects.toMatchObject({
      reason: 'egress_refused',
    });
    const provider = input(local);
    await saveProvider(admin, provider);
    await expect(openEmbedder({ provider: provider.name, model: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('using them', () => {
  test('the built-in one is always first and cannot be replaced', async () => {
    await saveProvider(admin, input({ name: 'a-first-name' }));
    expect((await listProviders(admin)).map((provider) => provider.name)).toEqual([
      'extractive',
      'a-first-name',
    ]);
    await expect(saveProvider(admin, input({ name: 'extractive' }))).rejects.toMatchObject({
      code: 'invalid',
    });
    expect((await getProvider('extractive')).name).toBe('extractive');
    expect(await providerExists('extractive')).toBe(true);
    expect(await providerExists('nobody')).toBe(false);
  });

  test('the test button tells a good key from a bad one', async () => {
    const provider = input();
    await saveProvider(admin, provider);
    expect(await testProvider(admin, provider.name, {}, signal)).toMatchObject({
      ok: true,
      model: 'fake-chat',
    });
    await saveProvider(admin, { ...provider, apiKey: 'sk-wrong' });
    const result = await testProvider(admin, provider.name, {}, signal);
    expect(result).toMatchObject({ ok: false, code: 'unauthorized' });
    expect(result.message).not.toContain('sk-wrong');
  });

  test('an opened provider is kept until it changes', async () => {
    const provider = input();
    await heard({ topic: 'provider', key: provider.name }, () => saveProvider(admin, provider));
    const opened = await getProvider(provider.name);
    expect(await getProvider(provider.name)).toBe(opened);
    await saveProvider(admin, { ...provider, models: [] });
    expect(await getProvider(provider.name)).not.toBe(opened);
    await deleteProvider(admin, provider.name);
    await expect(getProvider(provider.name)).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'provider_missing',
    });
  });

  test('a change made by another process is heard', async () => {
    const provider = input();
    await heard({ topic: 'provider', key: provider.name }, () => saveProvider(admin, provider));
    const opened = await getProvider(provider.name);
    await transaction((tx) => publishChange(tx, { topic: 'provider', key: provider.name }));
    await expect.poll(async () => (await getProvider(provider.name)) === opened).toBe(false);
  });

  test('a key sealed under another secret is told as that', async () => {
    const provider = input();
    await saveProvider(admin, provider);
    await prisma().providerConfig.updateMany({ data: { sealedKey: new Uint8Array(40) } });
    await expect(getProvider(provider.name)).rejects.toMatchObject({ reason: 'key_unreadable' });
    expect((await listProviders(admin))[1]).toMatchObject({ name: provider.name, hasKey: true });
  });

  test('answers and embeds with the stored key', async () => {
    const provider = input();
    await saveProvider(admin, provider);
    let text = '';
    const events = (await getProvider(provider.name)).generate({
      model: 'fake-chat',
      turns: [{ role: 'user', content: 'ahoy' }],
      question: 'ahoy',
      passages: [],
      inputs: {},
      retries: null,
      parameters: modelParametersSchema.parse({}),
      signal,
    });
    for await (const event of events) if (event.type === 'delta') text += event.text;
    expect(text).toBe('You said: ahoy');
    const embedder = await openEmbedder({ provider: provider.name, model: 'fake-embed', dimensions: 16 });
    expect((await embedder.embed(['ahoy'], signal))[0]).toHaveLength(16);
    await expect(openEmbedder({ provider: 'extractive', model: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

test('one that serves cannot be deleted', async () => {
  const provider = input();
  await saveProvider(admin, provider);
  const modelId = newId();
  await prisma().registeredModel.create({ data: { id: modelId, name: `m-${modelId}` } });
  await prisma().modelVersion.create({
    data: {
      id: newId(),
      modelId,
      number: 1,
      chain: { model: { provider: provider.name, name: 'x' } },
      chainHash: 'x',
      createdByName: 'test',
    },
  });
  await prisma().modelAlias.create({ data: { modelId, alias: 'champion', version: 1 } });
  await expect(deleteProvider(admin, provider.name)).rejects.toMatchObject({ reason: 'provider_in_use' });
  await prisma().modelAlias.deleteMany({ where: { modelId } });
  await deleteProvider(admin, provider.name);
});

test('a viewer may do nothing with them', async () => {
  const viewer = userCaller('stakeholder');
  for (const attempt of [
    () => listProviders(viewer),
    () => getProviderSummary(viewer, 'extractive'),
    () => saveProvider(viewer, input()),
    () => deleteProvider(viewer, 'x'),
    () => testProvider(viewer, 'extractive', {}, signal),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
  }
});
