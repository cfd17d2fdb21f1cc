import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as listModels } from '../../../app/v1/models/route.ts';
import { call } from '../../../e2e/support/accounts.ts';
import { userCaller } from '../../../e2e/support/callers.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../../e2e/support/fake-openai.ts';
import {
  addProvider,
  ask,
  modelOf,
  openDoor,
  plainChain,
  serve,
  versionOf,
} from '../../../e2e/support/traffic.ts';
import { createApiKey, systemCaller } from '../../access/index.ts';
import { listInferences } from '../../inference/index.ts';
import { inferencePageQuerySchema } from '../../inference/schemas.ts';
import { prisma } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';

let fake: FakeOpenAi;
let ownerId: string;

beforeAll(async () => {
  fake = await startFakeOpenAi({ chunkDelayMs: 2 });
  ownerId = await openDoor();
  await addProvider('fake', fake.url);
});

afterAll(async () => {
  await fake.stop();
  await closeEvents();
});

async function rowsOf(endpoint: string): Promise<number> {
  const query = inferencePageQuerySchema.parse({ endpoint });
  return (await listInferences(systemCaller('test'), query)).items.length;
}

const endpointOf = async (model = 'gpt-fake') =>
  serve({ name: 'main', target: versionOf(await modelOf(plainChain(model))) });

const question = 'Hello there.';

test('fifty parallel requests with one key make one row, one answer and no second bill', async () => {
  const endpoint = await endpointOf();
  fake.calls.length = 0;
  const headers = { 'idempotency-key': newId() };
  const responses = await Promise.all(Array.from({ length: 50 }, () => ask(endpoint, { question, headers })));
  const statuses = new Set(responses.map(({ status }) => status));
  expect([...statuses].filter((status) => status !== 200 && status !== 409)).toEqual([]);
  const waiting = responses.find(({ status }) => status === 409);
  expect(waiting?.headers.get('retry-after')).toBe('1');
  expect(await waiting?.json()).toMatchObject({ error: { code: 'idempotency_key_in_use' } });
  const answers = await Promise.all(
    responses.filter(({ status }) => status === 200).map((response) => response.json()),
  );
  const again = await ask(endpoint, { question, headers });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await again.json()).toEqual(answers[0]);
  expect(fake.calls).toHaveLength(1);
  expect(await rowsOf(endpoint)).toBe(1);
});

test('a streamed answer is replayed as a stream, with the request id of its row', async () => {
  const endpoint = await endpointOf();
  const headers = { 'idempotency-key': newId() };
  const body = { stream: true };
  const first = await ask(endpoint, { question, headers, body });
  const text = await first.text();
  const again = await ask(endpoint, { question, headers, body });
  expect(await again.text()).toBe(text);
  expect(text).toContain('data: [DONE]');
  expect(again.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const id = again.headers.get('x-slipway-request-id');
  expect(id).toBe(first.headers.get('x-slipway-request-id'));
  expect(await rowsOf(endpoint)).toBe(1);
});

test('the same key with another question is refused in OpenAI’s shape', async () => {
  const endpoint = await endpointOf();
  const headers = { 'idempotency-key': newId() };
  await (await ask(endpoint, { question, headers })).text();
  const other = await ask(endpoint, { question: 'Something else?', headers });
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ error: { code: 'idempotency_key_reused' } });
  expect(await rowsOf(endpoint)).toBe(1);
});

test('an answer that failed or broke off is asked again', async () => {
  const endpoint = await endpointOf();
  const headers = { 'idempotency-key': newId() };
  fake.next('bad-request');
  expect((await ask(endpoint, { question, headers })).ok).toBe(false);
  const body = { stream: true };
  fake.next('cut-after:1');
  expect(await (await ask(endpoint, { question, headers, body })).text()).not.toContain('[DONE]');
  const answer = await ask(endpoint, { question, headers, body });
  expect(answer.headers.has('idempotent-replayed')).toBe(false);
  expect(await answer.text()).toContain('[DONE]');
});

test('a key made for one endpoint asks that one alone; the refusal is a row and tells nothing of what exists', async () => {
  const [mine, other] = [await endpointOf(), await endpointOf()];
  const user = await prisma().user.findUniqueOrThrow({ where: { id: ownerId } });
  const { id, name, email } = user;
  const owner = userCaller('owner', { id, name, email });
  const { value } = await createApiKey(owner, {
    name: 'Limited',
    permissions: ['endpoints.query'],
    endpoints: [mine],
    expiresAt: null,
  });
  const headers = { authorization: `Bearer ${value}` };
  expect((await ask(mine, { question, headers })).status).toBe(200);
  const refused = await ask(other, { question, headers });
  const missing = await ask('no-such-endpoint', { question, headers });
  expect([refused.status, missing.status]).toEqual([403, 403]);
  expect(await refused.json()).toMatchObject({
    error: { type: 'permission_error', code: 'endpoint_out_of_scope' },
  });
  expect(await rowsOf(other)).toBe(1);
  const listed = await call(listModels, { key: value });
  expect(listed.body).toMatchObject({ data: [{ id: mine }] });
});
