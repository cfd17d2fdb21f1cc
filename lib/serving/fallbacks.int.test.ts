import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakeOpenAi, type Misbehaviour, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin } from '../../e2e/support/registry.ts';
import {
  addProvider,
  ask,
  askForRow,
  modelOf,
  openDoor,
  plainChain,
  rowOf,
  serve,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { queryMetrics } from '../monitoring/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { forgetEndpoint } from './resolve-endpoint.ts';

let fake: FakeOpenAi;
let other: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  other = await startFakeOpenAi();
  await openDoor();
  await addProvider('fake', fake.url);
  await addProvider('other', other.url);
});

beforeEach(() => {
  fake.calls.length = 0;
  other.calls.length = 0;
});

afterAll(async () => {
  await Promise.all([fake.stop(), other.stop()]);
  await closeEvents();
});

const elsewhere = { by: 'external', provider: 'other', providerModel: 'gpt-other' } as const;

/** An endpoint whose first choice misbehaves, with a fallback at another provider. */
async function withFallback(misbehaviour: Misbehaviour): Promise<string> {
  const model = await modelOf(plainChain(misbehaviour));
  return serve(
    { name: 'main', target: versionOf(model), retries: 0, fallbacks: ['spare'] },
    { name: 'spare', target: elsewhere },
  );
}

describe('another entity answers', () => {
  test.each<[Misbehaviour, string]>([
    ['server-error', 'provider_unavailable'],
    ['rate-limited:60', 'provider_rate_limited'],
    ['unauthorized', 'provider_unauthorized'],
    ['hang', 'answer_timeout'],
    ['cut-after:0', 'provider_(stream_cut|unavailable)'],
  ])('when the first fails with %s', async (misbehaviour, code) => {
    const endpoint = await withFallback(misbehaviour);
    const response = await ask(endpoint, { question: 'Hello there.', body: { stream: true } });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-slipway-served-entity')).toBe('spare');
    expect(response.headers.has('x-slipway-version')).toBe(false);
    const text = await response.text();
    expect(text).toContain('[DONE]');
    const row = await rowOf(response);
    expect(row).toMatchObject({
      status: 'ok',
      intendedEntity: 'main',
      servedEntity: 'spare',
      model: 'other › gpt-other',
      version: null,
      provider: 'other',
      providerModel: 'gpt-other',
      output: 'You said: Hello there.',
      errorCode: null,
    });
    const attempts = row.spans.filter((span) => span.name === 'attempt').map((span) => span.detail);
    expect(attempts).toMatchObject([
      { entity: 'main', error: expect.stringMatching(code) },
      { entity: 'spare', error: null },
    ]);
    expect(row.spans.filter((span) => span.name === 'generate')).toHaveLength(1);
  });

  test('and the rollups count it for the intended one, as a fallback', async () => {
    const endpoint = await withFallback('server-error');
    await askForRow(endpoint);
    const groups = await metricsByArm(endpoint);
    expect(groups).toMatchObject([{ arm: 'main', totals: { requests: 1, errors: 0 } }]);
    const counted = await pool().query(
      'SELECT arm, fallbacks::int, config_number, traffic FROM metric_by_minute WHERE endpoint_name = $1',
      [endpoint],
    );
    expect(counted.rows).toEqual([{ arm: 'main', fallbacks: 1, config_number: 1, traffic: 'live' }]);
  });

  test('in the order of the plan, until one can', async () => {
    const model = await modelOf(plainChain('server-error'), plainChain('html-page'), plainChain('gpt'));
    const endpoint = await serve(
      { name: 'a', target: versionOf(model), retries: 0, fallbacks: ['b'] },
      { name: 'b', target: versionOf(model, 2), retries: 0, fallbacks: ['c'] },
      { name: 'c', target: versionOf(model, 3) },
    );
    const row = await askForRow(endpoint);
    expect(row).toMatchObject({ intendedEntity: 'a', servedEntity: 'c', version: 3 });
    expect(fake.calls.map(({ body }) => (body as { model: string }).model)).toEqual([
      'server-error',
      'html-page',
      'gpt',
    ]);
  });

  test('when the version of the first is gone', async () => {
    const model = await modelOf(plainChain('gpt'));
    const endpoint = await serve(
      { name: 'main', target: versionOf(model), fallbacks: ['spare'] },
      { name: 'spare', target: elsewhere },
    );
    await prisma().modelVersion.updateMany({
      where: { model: { name: model } },
      data: { deletedAt: new Date() },
    });
    forgetEndpoint(endpoint);
    const row = await askForRow(endpoint);
    expect(row).toMatchObject({ status: 'ok', intendedEntity: 'main', servedEntity: 'spare' });
    expect(row.spans.find((span) => span.name === 'attempt')?.detail).toMatchObject({ error: 'no_version' });
  });
});

test('code of a version that throws is the fault of the version, not of the request', async () => {
  const code = 'export default () => { throw new Error("not today"); };';
  const throwing = plainChain('gpt', { preprocess: [{ step: 'custom', name: 'check', code }] });
  const model = await modelOf(throwing);
  const alone = await serve({ name: 'main', target: versionOf(model) });
  const refused = await askForRow(alone);
  expect(refused).toMatchObject({ status: 'error', errorCode: 'custom_step_failed' });
  expect(refused.errorMessage).toContain('not today');
  const spared = await serve(
    { name: 'main', target: versionOf(model), fallbacks: ['spare'] },
    { name: 'spare', target: elsewhere },
  );
  expect(await askForRow(spared)).toMatchObject({ status: 'ok', servedEntity: 'spare' });
});

describe('nobody else is asked', () => {
  test('after the first word was shown', async () => {
    const endpoint = await withFallback('cut-after:2');
    const response = await ask(endpoint, { body: { stream: true } });
    expect(response.headers.get('x-slipway-served-entity')).toBe('main');
    const text = await response.text();
    expect(text).toContain('provider_stream_cut');
    expect(text).not.toContain('[DONE]');
    expect(other.calls).toHaveLength(0);
    const row = await rowOf(response);
    expect(row).toMatchObject({ status: 'error', intendedEntity: 'main', servedEntity: 'main' });
    expect(row.output).not.toBe('');
  });

  test('when the request itself is refused', async () => {
    const model = await modelOf(plainChain('gpt', { input: { maxQuestionChars: 5 } }));
    const endpoint = await serve(
      { name: 'main', target: versionOf(model), fallbacks: ['spare'] },
      { name: 'spare', target: elsewhere },
    );
    const response = await ask(endpoint);
    expect(response.status).toBe(400);
    expect(other.calls).toHaveLength(0);
    expect(await rowOf(response)).toMatchObject({ status: 'refused', servedEntity: 'main' });
  });

  test('when the caller has left', async () => {
    const endpoint = await withFallback('hang');
    const leaving = new AbortController();
    const response = ask(endpoint, { signal: leaving.signal });
    await expect.poll(() => fake.calls.length).toBe(1);
    leaving.abort();
    expect((await response).status).toBe(499);
    expect(other.calls).toHaveLength(0);
  });
});

test('when all fail, the caller is told why the intended one did', async () => {
  const model = await modelOf(plainChain('rate-limited:60'), plainChain('server-error'));
  const endpoint = await serve(
    { name: 'main', target: versionOf(model), retries: 0, fallbacks: ['spare'] },
    { name: 'spare', target: versionOf(model, 2), retries: 0 },
  );
  const response = await ask(endpoint);
  expect(response.status).toBe(429);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
  const row = await rowOf(response);
  expect(row).toMatchObject({ status: 'error', servedEntity: 'main', errorCode: 'provider_rate_limited' });
  expect(row.spans.filter((span) => span.name === 'attempt')).toHaveLength(2);
});

test('without a fallback, a vanished alias is a clear error, and a row', async () => {
  const model = await modelOf(plainChain('gpt'));
  const endpoint = await serve({ name: 'main', target: versionOf(model) });
  await prisma().modelVersion.updateMany({
    where: { model: { name: model } },
    data: { deletedAt: new Date() },
  });
  forgetEndpoint(endpoint);
  const response = await ask(endpoint);
  expect(response.status).toBe(503);
  expect((await response.json()).error).toMatchObject({ code: 'no_version' });
  expect(await rowOf(response)).toMatchObject({ status: 'error', intendedEntity: 'main', model: null });
});

test('retries of the entity are tried before its fallback is', async () => {
  const model = await modelOf(plainChain('gpt'));
  const endpoint = await serve(
    { name: 'main', target: versionOf(model), retries: 1, fallbacks: ['spare'] },
    { name: 'spare', target: elsewhere },
  );
  fake.next('server-error');
  expect(await askForRow(endpoint)).toMatchObject({ status: 'ok', servedEntity: 'main' });
  expect(fake.calls).toHaveLength(2);
});

test('an entity that writes as many answers as it may sends the next to its fallback, or away', async () => {
  const model = await modelOf(plainChain('hang'));
  const gated = { target: versionOf(model), maxConcurrency: 1, timeoutMs: 30_000 };
  const endpoint = await serve(
    { name: 'main', ...gated, fallbacks: ['spare'] },
    { name: 'spare', target: elsewhere },
  );
  const alone = await serve({ name: 'main', ...gated });
  const leaving = new AbortController();
  const waiting = [endpoint, alone].map((name) => ask(name, { signal: leaving.signal }));
  await expect.poll(() => fake.calls.length).toBe(2);
  expect(await askForRow(endpoint)).toMatchObject({ status: 'ok', servedEntity: 'spare' });
  const refused = await ask(alone);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await refused.json()).error).toMatchObject({ code: 'overloaded' });
  leaving.abort();
  await Promise.all(waiting);
  const second = ask(alone, { signal: AbortSignal.timeout(200) });
  await expect.poll(() => fake.calls.length).toBe(3);
  expect((await second).status).toBe(499);
});

async function metricsByArm(endpoint: string) {
  const now = Date.now();
  const [from, to] = [now - 120_000, now + 60_000].map((at) => new Date(at).toISOString());
  const metrics = await queryMetrics(admin, {
    from: from ?? '',
    to: to ?? '',
    endpoint,
    groupBy: 'arm',
  });
  return metrics.groups;
}
