/** What answers leave in the ledger, and what clients are told when a quota is used up. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
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
  serve,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { saveQuota } from '../limits/index.ts';
import { type SaveQuota, saveQuotaSchema } from '../limits/schemas.ts';
import { pool } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { runShutdownHooks } from '../platform/lifecycle.ts';
import { tryVersion } from './index.ts';

let fake: FakeOpenAi;
let owner: string;
const price = { input: 1000, cachedInput: 100, cacheWrite: 1000, output: 5000, reasoning: 5000 };

beforeAll(async () => {
  fake = await startFakeOpenAi();
  owner = await openDoor();
  const models = ['gpt-test', 'cut-after:2'].map((name) => ({ name, price }));
  await addProvider('fake', fake.url, { models });
});

beforeEach(() => pool().query('DELETE FROM quota'));

afterAll(async () => {
  await fake.stop();
  await runShutdownHooks(2000);
  await closeEvents();
});

const plain = async (name: string, more = {}) =>
  serve({ name: 'main', target: versionOf(await modelOf(plainChain(name))), retries: 0, ...more });

function quota(change: Partial<SaveQuota>) {
  const base = { subject: { kind: 'user', id: '*' }, period: 'month', timeZone: 'UTC' };
  return saveQuota(admin, null, saveQuotaSchema.parse({ ...base, ...change }));
}

async function entriesOf(requestId: string) {
  const { rows } = await pool().query(
    `SELECT part, kind, user_id, requests, endpoint_name, input_tokens::int AS input, output_tokens::int AS output,
       cost::int, usage_source, price_source, provider_model
     FROM usage_entry WHERE request_id = $1 ORDER BY part`,
    [requestId],
  );
  return rows;
}

test('an answer is in the ledger with its row, and a cut one with what was used', async () => {
  const whole = await askForRow(await plain('gpt-test'));
  expect(await entriesOf(whole.requestId)).toEqual([
    expect.objectContaining({
      ...{
        part: 0,
        kind: 'live',
        user_id: owner,
        requests: 1,
        usage_source: 'provider',
        price_source: 'provider',
      },
      ...{ input: whole.usage.input, output: whole.usage.output, cost: Number(whole.cost) },
    }),
  ]);
  expect(Number(whole.cost)).toBeGreaterThan(0);
  const cut = await askForRow(await plain('cut-after:2'), { body: { stream: true } });
  const [entry] = await entriesOf(cut.requestId);
  expect(entry).toMatchObject({
    usage_source: 'estimated',
    output: cut.usage.output,
    cost: Number(cut.cost),
  });
  expect(entry.output).toBeGreaterThan(0);
});

test('a cached answer counts as a request and costs nothing', async () => {
  const endpoint = await plain('gpt-test', { cache: { responses: 'exact' } });
  await quota({ measure: 'requests', amount: '3', subject: { kind: 'endpoint', id: endpoint } });
  const rows = [await askForRow(endpoint), await askForRow(endpoint), await askForRow(endpoint)];
  expect(rows.map((row) => row.cache)).toContain('hit');
  const hit = rows.find((row) => row.cache === 'hit');
  expect(await entriesOf(hit?.requestId ?? '')).toEqual([
    expect.objectContaining({ requests: 1, input: 0, output: 0, cost: 0 }),
  ]);
  expect((await ask(endpoint)).status).toBe(429);
});

test('an attempt that failed after the model wrote is priced too', async () => {
  const json = { postprocess: [{ step: 'json-schema', schema: { type: 'object' } }] };
  const first = versionOf(await modelOf(plainChain('gpt-test', json)));
  const spare = versionOf(await modelOf(plainChain('gpt-test')));
  const endpoint = await serve(
    { name: 'main', target: first, retries: 0, fallbacks: ['spare'] },
    { name: 'spare', target: spare, retries: 0 },
  );
  const row = await askForRow(endpoint);
  expect(row.servedEntity).toBe('spare');
  const entries = await entriesOf(row.requestId);
  expect(entries.map(({ part, requests }) => [part, requests])).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(entries[1].cost).toBeGreaterThan(0);
});

test('a used up quota is refused in the dialect of the client, leaves a row and nothing in the ledger', async () => {
  const endpoint = await plain('gpt-test');
  await quota({ measure: 'requests', amount: '2', subject: { kind: 'endpoint', id: endpoint } });
  expect([(await ask(endpoint)).status, (await ask(endpoint)).status]).toEqual([200, 200]);
  const refused = await ask(endpoint);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('x-should-retry')).toBe('false');
  const row = await rowOf(refused);
  expect(row).toMatchObject({ status: 'refused', httpStatus: 429, errorCode: 'quota_exceeded' });
  expect(await entriesOf(row.requestId)).toEqual([]);
  expect((await refused.json()).error).toMatchObject({
    code: 'insufficient_quota',
    type: 'insufficient_quota',
    message: expect.stringContaining(
      `The quota of the endpoint "${endpoint}", 2 requests a month, has 0 requests left`,
    ),
  });
});

test('trying a version out spends from the same quotas, and nothing more when they are used up', async () => {
  const model = await modelOf(plainChain('gpt-test'));
  await quota({ measure: 'requests', amount: '1' });
  const { caller } = await addAccount('data-scientist');
  const attempt = async () => {
    const trial = { model, version: 1, question: 'What?', inputs: {}, signal: new AbortController().signal };
    const { requestId, done } = await tryVersion(caller, trial, () => undefined);
    return { requestId, outcome: await done };
  };
  const first = await attempt();
  expect(first.outcome.status).toBe('ok');
  expect(await entriesOf(first.requestId)).toMatchObject([{ kind: 'playground', requests: 1 }]);
  const second = await attempt();
  expect(second.outcome).toMatchObject({ status: 'refused', httpStatus: 429 });
  expect(await entriesOf(second.requestId)).toEqual([]);
});

test('tokens and money are reserved at their most, and what was not used is given back', async () => {
  const endpoint = await plain('gpt-test');
  const made = await quota({
    measure: 'money',
    amount: '100000000',
    subject: { kind: 'endpoint', id: endpoint },
  });
  const rows = [];
  for (let index = 0; index < 4; index++) {
    rows.push(await askForRow(endpoint, { body: { max_tokens: 12_000 } }));
  }
  const spent = rows.reduce((sum, row) => sum + Number(row.cost), 0);
  const { rows: counters } = await pool().query('SELECT used::int FROM quota_counter WHERE quota_id = $1', [
    made.id,
  ]);
  expect(counters).toEqual([{ used: spent }]);
  const tooDear = await ask(endpoint, { body: { max_tokens: 50_000 } });
  expect(tooDear.status).toBe(429);
  expect((await tooDear.json()).error.message).toMatch(/0\.10 USD a month/);
});
