/** Rate limits as programs and browsers meet them. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as chat } from '../../app/api/chat/route.ts';
import { POST as invocations } from '../../app/serving-endpoints/[name]/invocations/route.ts';
import { POST as responses } from '../../app/v1/responses/route.ts';
import { type Account, addAccount, call } from '../../e2e/support/accounts.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import {
  addProvider,
  ask,
  modelOf,
  openDoor,
  plainChain,
  rowOf,
  serve,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { systemCaller } from '../access/index.ts';
import { deleteRate, saveRate } from '../limits/index.ts';
import type { RateRule, SaveRate } from '../limits/schemas.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { runShutdownHooks } from '../platform/lifecycle.ts';

const system = systemCaller('test');
const key = 'sk-slipway-test-0123456789abcdef';
let fake: FakeOpenAi;
let endpoint: string;
let person: Account;
let rules: RateRule[] = [];

beforeAll(async () => {
  await openDoor();
  fake = await startFakeOpenAi();
  await addProvider('fake', fake.url);
  person = await addAccount('owner');
});
afterAll(async () => {
  await fake.stop();
  await runShutdownHooks(2000);
  await closeEvents();
});
beforeEach(async () => {
  for (const { id } of rules) await deleteRate(system, id);
  rules = [];
  fake.calls.length = 0;
  endpoint = await serve({
    name: 'main',
    target: versionOf(await modelOf(plainChain('fake-chat'))),
    retries: 0,
  });
});

async function limit(change: Partial<SaveRate> = {}): Promise<void> {
  const rate: SaveRate = {
    subjectKind: 'endpoint',
    subject: endpoint,
    unit: 'requests',
    window: 'hour',
    limit: 1,
    enabled: true,
  };
  rules.push(await saveRate(system, { ...rate, ...change }));
}

const used = { 'x-ratelimit-limit-requests': '1', 'x-ratelimit-remaining-requests': '0' };
const headersOf = ({ headers }: { headers: Headers }) => Object.fromEntries(headers);

describe('the OpenAI API', () => {
  test.each([false, true])('says what is left, and refuses with 429; stream: %s', async (stream) => {
    await limit();
    const first = await ask(endpoint, { body: { stream } });
    expect(first.status).toBe(200);
    await first.text();
    expect(headersOf(first)).toMatchObject(used);
    const second = await ask(endpoint, { body: { stream } });
    expect(second.status).toBe(429);
    expect(headersOf(second)).toMatchObject({ ...used, 'retry-after': expect.stringMatching(/^\d+$/) });
    expect(await second.json()).toMatchObject({
      error: { code: 'rate_limit_exceeded', type: 'rate_limit_error' },
    });
    expect(await rowOf(second)).toMatchObject({ status: 'refused', httpStatus: 429 });
    expect(fake.calls).toHaveLength(1);
  });

  test('says nothing where nothing is limited', async () => {
    const answer = await ask(endpoint);
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  });

  test('limits its newer form too', async () => {
    await limit();
    const json = { model: endpoint, input: 'What is a snapshot?' };
    expect(headersOf(await call(responses, { json, key }))).toMatchObject(used);
    expect((await call(responses, { json, key })).status).toBe(429);
  });

  test('limits by tag, from the header or the metadata', async () => {
    const tag = `t-${newId()}`;
    await limit({ subjectKind: 'tag', subject: tag, limit: 2 });
    expect((await ask(endpoint, { headers: { 'x-slipway-tag': tag } })).status).toBe(200);
    expect((await ask(endpoint, { body: { metadata: { tag } } })).status).toBe(200);
    expect((await ask(endpoint, { headers: { 'x-slipway-tag': tag } })).status).toBe(429);
    expect((await ask(endpoint)).status).toBe(200);
    expect((await ask(endpoint, { headers: { 'x-slipway-tag': 'x'.repeat(65) } })).status).toBe(400);
  });

  test('counts the tokens that were used', async () => {
    await limit({ unit: 'tokens', limit: 5000 });
    const first = await ask(endpoint, { body: { max_tokens: 4900 } });
    const { usage } = (await first.json()) as { usage: { total_tokens: number } };
    const second = await ask(endpoint, { body: { max_tokens: 100 } });
    await second.text();
    const left = Number(second.headers.get('x-ratelimit-remaining-tokens'));
    // What the second one may need at most is taken when its headers are written, the first's estimate is given back.
    expect(left).toBeLessThan(5000 - usage.total_tokens - 99);
    expect(left).toBeGreaterThan(4500);
  });
});

test('Databricks’s API refuses in its own words', async () => {
  await limit();
  const asked = { json: { inputs: ['What is a snapshot?'] }, key, params: { name: endpoint } };
  expect(headersOf(await call(invocations, asked))).toMatchObject(used);
  const second = await call(invocations, asked);
  expect(second).toMatchObject({ status: 429, body: { error_code: 'REQUEST_LIMIT_EXCEEDED' } });
  expect(headersOf(second)).toMatchObject({ ...used, 'retry-after': expect.any(String) });
});

test('the chat says what is left in its headers, and why it refuses in its stream', async () => {
  await limit({ subjectKind: 'user', subject: '*' });
  const question = () => ({
    conversationId: newId(),
    endpoint,
    answerId: newId(),
    question: { id: newId(), parentId: null, content: 'What is a snapshot?' },
  });
  const { cookie } = person;
  const first = await call(chat, { cookie, json: question() });
  expect(first.status).toBe(200);
  expect(headersOf(first)).toMatchObject(used);
  const second = await call(chat, { cookie, json: question() });
  expect(headersOf(second)).toMatchObject(used);
  expect(String(second.body)).toContain('The limit of 1 request per hour for each user is reached.');
});
