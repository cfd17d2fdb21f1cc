import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin } from '../../e2e/support/registry.ts';
import {
  addProvider,
  ask,
  askForRow,
  modelOf,
  openDoor,
  plainChain,
  rowOf,
  rowsOf,
  serve,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { getInference } from '../inference/index.ts';
import { pool } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { runShutdownHooks } from '../platform/lifecycle.ts';
import { runningAnswerCount } from './running-answers.ts';

let fake: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  await openDoor();
  await addProvider('fake', fake.url);
});

beforeEach(() => {
  fake.calls.length = 0;
});

afterAll(async () => {
  await fake.stop();
  await closeEvents();
});

/** An endpoint that mirrors every request to a second version. */
async function mirrored(shadow: string): Promise<string> {
  const model = await modelOf(
    plainChain('gpt'),
    plainChain(shadow, { prompt: { user: 'Now: {{question}}' } }),
  );
  return serve(
    { name: 'main', target: versionOf(model) },
    { name: 'next', target: versionOf(model, 2), shadowPercentage: 100, retries: 0 },
  );
}

async function shadowsOf(endpoint: string, count: number) {
  await expect.poll(async () => (await rowsOf(endpoint, 'shadow')).length, { timeout: 5000 }).toBe(count);
  return rowsOf(endpoint, 'shadow');
}

test('a shadow is asked after the answer, logged, compared and never shown', async () => {
  const endpoint = await mirrored('gpt-next');
  const response = await ask(endpoint, { question: 'Hello there.', body: { user: 'ada' } });
  expect((await response.json()).choices[0].message.content).toBe('You said: Hello there.');
  expect(response.headers.get('x-slipway-served-entity')).toBe('main');
  const [shadow] = await shadowsOf(endpoint, 1);
  const row = await getInference(admin, shadow?.requestId ?? '');
  const live = await rowOf(response);
  expect(row).toMatchObject({
    traffic: 'shadow',
    shadowOf: live.requestId,
    intendedEntity: 'next',
    servedEntity: 'next',
    version: 2,
    output: 'You said: Now: Hello there.',
    requester: { kind: 'system', id: null, name: 'shadow' },
    configNumber: 1,
  });
  expect(row.shadowSimilarity).toBeGreaterThan(0.5);
  expect(row.shadowSimilarity).toBeLessThan(1);
  expect(live.shadows).toMatchObject([{ requestId: row.requestId, entity: 'next', status: 'ok' }]);
  expect(await rowsOf(endpoint, 'live')).toHaveLength(1);
  const counted = await pool().query(
    `SELECT traffic, arm, sum(requests)::int AS requests, sum(units)::int AS units FROM metric_by_minute
     WHERE endpoint_name = $1 GROUP BY traffic, arm ORDER BY traffic`,
    [endpoint],
  );
  expect(counted.rows).toMatchObject([
    { traffic: 'live', arm: 'main', requests: 1 },
    { traffic: 'shadow', arm: 'next', requests: 1 },
  ]);
});

test('a hanging shadow delays nobody, times out by itself, and no more than four run at a time', async () => {
  const endpoint = await mirrored('hang');
  for (let n = 0; n < 6; n++) {
    const row = await askForRow(endpoint, { question: `Hello ${n}.` });
    expect(row).toMatchObject({ status: 'ok', servedEntity: 'main' });
    expect(row.totalMs).toBeLessThan(1500);
  }
  expect(runningAnswerCount()).toBe(0);
  const hanging = () => fake.calls.filter(({ body }) => (body as { model: string }).model === 'hang').length;
  await expect.poll(hanging).toBe(4);
  const shadows = await shadowsOf(endpoint, 4);
  expect(hanging()).toBe(4);
  for (const shadow of shadows)
    expect(shadow).toMatchObject({ status: 'error', errorCode: 'answer_timeout' });
  expect((await getInference(admin, shadows[0]?.requestId ?? '')).shadowSimilarity).toBeNull();
});

test('what failed or was refused is not mirrored, and a failing shadow is its own row', async () => {
  const failing = await mirrored('server-error');
  const model = await modelOf(plainChain('server-error'), plainChain('gpt'));
  const broken = await serve(
    { name: 'main', target: versionOf(model), retries: 0 },
    { name: 'next', target: versionOf(model, 2), shadowPercentage: 100 },
  );
  expect(await askForRow(broken)).toMatchObject({ status: 'error' });
  expect(await askForRow(failing)).toMatchObject({ status: 'ok' });
  const [shadow] = await shadowsOf(failing, 1);
  expect(shadow).toMatchObject({ status: 'error', errorCode: 'provider_unavailable' });
  expect(await rowsOf(broken, 'shadow')).toEqual([]);
});

test('a share of the requests is mirrored', async () => {
  const model = await modelOf(plainChain('gpt'), plainChain('gpt-next'));
  const endpoint = await serve(
    { name: 'main', target: versionOf(model) },
    { name: 'next', target: versionOf(model, 2), shadowPercentage: 50 },
  );
  const mirroredOf = () => fake.calls.filter(({ body }) => (body as { model: string }).model === 'gpt-next');
  for (let n = 0; n < 40; n++) await askForRow(endpoint);
  // 40 draws of one half: outside of 7–33 once in fifty thousand runs.
  await expect.poll(async () => (await rowsOf(endpoint, 'shadow')).length).toBe(mirroredOf().length);
  expect(mirroredOf().length).toBeGreaterThan(6);
  expect(mirroredOf().length).toBeLessThan(34);
});

// Last: a process that was told to stop answers nobody any more.
test('a stopping process gives shadows a moment, then stops them, and loses no row', async () => {
  const model = await modelOf(plainChain('gpt'), plainChain('hang'));
  const endpoint = await serve(
    { name: 'main', target: versionOf(model) },
    { name: 'next', target: versionOf(model, 2), shadowPercentage: 100, timeoutMs: 60_000 },
  );
  await askForRow(endpoint);
  await expect.poll(() => fake.calls.length).toBe(2);
  expect(await runShutdownHooks(5000)).toEqual([]);
  expect(await rowsOf(endpoint, 'shadow')).toMatchObject([{ status: 'stopped' }]);
});
