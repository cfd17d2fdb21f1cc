import '../../e2e/support/test-database.ts';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { POST as postTrial } from '../../app/api/models/[name]/versions/[number]/try/route.ts';
import { heard } from '../../e2e/support/changes.ts';
import { type FakeInvocations, startFakeInvocations } from '../../e2e/support/fake-invocations.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin, insertKnowledge } from '../../e2e/support/registry.ts';
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
  serveInstead,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { toExecutable } from '../chain/index.ts';
import { versionDocumentSchema } from '../chain/schemas.ts';
import { pool } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { moveAlias } from '../registry/index.ts';
import { assign } from '../traffic/index.ts';
import { dryRunChain } from './index.ts';

let fake: FakeOpenAi;
let remote: FakeInvocations;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  remote = await startFakeInvocations();
  await openDoor();
  await addProvider('fake', fake.url);
  await addProvider('server', remote.url, { kind: 'invocations', payload: 'inputs' });
});

beforeEach(() => {
  fake.calls.length = 0;
});

afterAll(async () => {
  await Promise.all([fake.stop(), remote.stop()]);
  await closeEvents();
});

const turns = [
  { role: 'system', content: 'Be kind.' },
  { role: 'user', content: 'One?' },
  { role: 'assistant', content: 'One.' },
  { role: 'user', content: 'Two?' },
];

describe('every packaging form answers', () => {
  test('a bare prompt, with its variables', async () => {
    const document = versionDocumentSchema.parse({
      kind: 'prompt',
      input: { variables: { tone: { type: 'string', default: 'calm' }, length: { type: 'number' } } },
      prompt: { user: 'In a {{tone}} tone, {{length}} words: {{question}}' },
      model: { provider: 'fake', name: 'gpt' },
    });
    const endpoint = await serve({ name: 'main', target: versionOf(await modelOf(document)) });
    const row = await askForRow(endpoint, { question: 'Why?', body: { inputs: { length: 9 } } });
    expect(row).toMatchObject({ status: 'ok', output: 'You said: In a calm tone, 9 words: Why?' });
    expect(row.inputs).toEqual({ tone: 'calm', length: 9 });
    const missing = await ask(endpoint, { question: 'Why?' });
    expect(missing.status).toBe(400);
    expect((await missing.json()).error).toMatchObject({ code: 'invalid_inputs' });
    expect(await rowOf(missing)).toMatchObject({ status: 'refused', servedEntity: 'main' });
  });

  test('an external model gets the turns as they came', async () => {
    const target = { by: 'external', provider: 'fake', providerModel: 'gpt' } as const;
    const endpoint = await serve({ name: 'main', target });
    const row = await askForRow(endpoint, { body: { messages: turns } });
    expect(row).toMatchObject({ status: 'ok', model: 'fake › gpt', version: null, output: 'You said: Two?' });
    expect(fake.calls).toMatchObject([{ body: { messages: turns } }]);
  });

  test('a remote server', async () => {
    const document = versionDocumentSchema.parse({ kind: 'remote', server: { provider: 'server' } });
    const endpoint = await serve({ name: 'main', target: versionOf(await modelOf(document)) });
    const row = await askForRow(endpoint, { question: 'Hello?' });
    expect(row).toMatchObject({ status: 'ok', provider: 'server', output: 'You said: Hello?' });
  });

  test('and passes or fails its dry run, without a row', async () => {
    const document = versionDocumentSchema.parse({
      kind: 'prompt',
      input: { variables: { tone: { type: 'string', enum: ['calm', 'loud'] }, strict: { type: 'boolean' } } },
      prompt: { user: '{{tone}} {{strict}}: {{question}}' },
      model: { provider: 'fake', name: 'gpt' },
    });
    expect(await dryRunChain(toExecutable(document))).toMatchObject({
      status: 'passed',
      question: 'What can you tell me?',
      answer: 'You said: calm true: What can you tell me?',
    });
    expect(fake.calls).toMatchObject([{ body: { max_tokens: 64 } }]);
    const failing = await dryRunChain(toExecutable(plainChain('unauthorized')));
    expect(failing).toMatchObject({ status: 'failed', answer: '' });
    expect(failing.message).toContain('fake');
    expect(failing.message).not.toContain('sk-secret-key');
    expect(await rowsOf('', 'live')).toEqual([]);
  });
});

test('what a version masks is in no row, also of requests that never reached it', async () => {
  const masking = plainChain('gpt', { preprocess: [{ step: 'mask-pii' }], input: { maxQuestionChars: 40 } });
  const model = await modelOf(masking);
  const endpoint = await serve({ name: 'main', target: versionOf(model), cache: { responses: 'exact' } });
  const question = 'Write to ada@example.com please.';
  const rows = [
    await askForRow(endpoint, { question }),
    await askForRow(endpoint, { question }),
    await askForRow(endpoint, { question: `${question} And then do write again.` }),
  ];
  expect(rows.map((row) => [row.status, row.cache])).toEqual([
    ['ok', 'miss'],
    ['ok', 'hit'],
    ['refused', 'off'],
  ]);
  expect(JSON.stringify(rows)).not.toContain('ada@example.com');
  expect((await pool().query('SELECT value::text AS value FROM response_cache')).rows).toEqual([
    { value: expect.not.stringContaining('ada@') },
  ]);
});

test('a routing rule chooses the model, and the row is priced by it and names it', async () => {
  const price = { input: 1000, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 };
  await addProvider('dear', fake.url, { models: [{ name: 'gpt-large', price }] });
  const model = await modelOf(
    plainChain('gpt-small', {
      routing: [
        {
          name: 'long questions',
          when: { minQuestionChars: 30 },
          model: { provider: 'dear', name: 'gpt-large' },
        },
      ],
    }),
  );
  const endpoint = await serve({ name: 'main', target: versionOf(model) });
  const short = await askForRow(endpoint, { question: 'Short?' });
  expect(short).toMatchObject({ routingRule: null, providerModel: 'gpt-small', cost: '0' });
  const long = await askForRow(endpoint, { question: 'A question that goes on and on and on?' });
  expect(long).toMatchObject({
    routingRule: 'long questions',
    provider: 'dear',
    providerModel: 'gpt-large',
    cost: String(long.usage.input * 1000),
  });
  expect(long.usage.input).toBeGreaterThan(0);
});

describe('changes', () => {
  test('reach the next request within a second; one in flight finishes on the version it started with', async () => {
    const model = await modelOf(plainChain('slow'), plainChain('gpt'));
    await moveAlias(admin, model, 'live', { version: 1, reason: '', ticket: '' });
    const target = { by: 'alias', model, alias: 'live' } as const;
    const endpoint = await serve({ name: 'main', target });
    const question = 'One two three four five six seven eight.';
    const running = ask(endpoint, { question });
    await expect.poll(() => fake.calls.length).toBe(1);
    await heard({ topic: 'registry', key: model }, () =>
      moveAlias(admin, model, 'live', { version: 2, reason: '', ticket: '' }),
    );
    expect(await askForRow(endpoint)).toMatchObject({ version: 2 });
    await serveInstead(endpoint, 1, { name: 'other', target: versionOf(model, 2) });
    expect(await askForRow(endpoint)).toMatchObject({ servedEntity: 'other', configNumber: 2 });
    const first = await running;
    expect(first.headers.get('x-slipway-version')).toBe('1');
    expect(await rowOf(first)).toMatchObject({
      version: 1,
      configNumber: 1,
      output: `You said: ${question}`,
    });
  });

  test('a pinned snapshot that was erased is told as such, and a fallback answers', async () => {
    const knowledge = await insertKnowledge(2);
    const document = plainChain('gpt', { retrieval: { knowledge }, prompt: { system: '{{passages}}' } });
    const model = await modelOf(document, plainChain('gpt'));
    const old = { target: versionOf(model), knowledgeSnapshot: 1 };
    const alone = await serve({ name: 'main', ...old });
    const spared = await serve(
      { name: 'main', ...old, fallbacks: ['spare'] },
      { name: 'spare', target: versionOf(model, 2) },
    );
    await pool().query(
      'DELETE FROM snapshot WHERE number = 1 AND knowledge_base_id = (SELECT id FROM knowledge_base WHERE name = $1)',
      [knowledge],
    );
    const response = await ask(alone);
    expect(response.status).toBe(503);
    const { error } = await response.json();
    expect(error).toMatchObject({ code: 'snapshot_missing' });
    expect(error.message).toContain(`Snapshot 1 of "${knowledge}"`);
    expect(await askForRow(spared)).toMatchObject({ status: 'ok', servedEntity: 'spare' });
  });
});

test('an answer asks the database for nothing while nothing changes: its row and its usage are all it costs', async () => {
  const model = await modelOf(plainChain('gpt'), plainChain('gpt-b'));
  const endpoint = await serve(
    { name: 'main', target: versionOf(model), fallbacks: ['spare'] },
    { name: 'spare', target: versionOf(model, 2) },
  );
  await ask(endpoint);
  const queries = vi.spyOn(pg.Client.prototype, 'query');
  await ask(endpoint);
  const texts = queries.mock.calls.map(([query]: unknown[]) =>
    textOf(query).trim().split(/\s+/, 3).join(' '),
  );
  queries.mockRestore();
  expect(texts).toEqual([
    'BEGIN',
    'INSERT INTO inference',
    'INSERT INTO metric_live',
    'WITH entry AS',
    'COMMIT',
  ]);
});

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : z.object({ text: z.string() }).parse(query).text;
}

describe('who sticks to an entity', () => {
  test('the user, else the conversation, else the header, else nobody', async () => {
    const model = await modelOf(plainChain('gpt'), plainChain('gpt-b'));
    const entities = [
      { name: 'a', target: versionOf(model), trafficPercentage: 50 },
      { name: 'b', target: versionOf(model, 2), trafficPercentage: 50 },
    ];
    const endpoint = await serve(...entities);
    const headers = { 'x-slipway-unit': 'tenant-7' };
    const metadata = { conversation_id: 'talk-3' };
    for (const [asked, unit, unitKind] of [
      [{ body: { user: 'ada', metadata }, headers }, 'ada', 'user'],
      [{ body: { metadata }, headers }, 'talk-3', 'conversation'],
      [{ headers }, 'tenant-7', 'header'],
    ] as const) {
      const expected = assign(endpoint, unit, entities).name;
      for (let n = 0; n < 3; n++) {
        expect(await askForRow(endpoint, asked)).toMatchObject({ unitKind, intendedEntity: expected });
      }
    }
    const alone = await Promise.all(Array.from({ length: 24 }, () => askForRow(endpoint)));
    expect(new Set(alone.map((row) => row.unitKind))).toEqual(new Set(['request']));
    // All on one side once in eight million runs.
    expect(new Set(alone.map((row) => row.intendedEntity)).size).toBe(2);
  });
});

test('a version is tried outside of endpoints, as a stream of numbered events and a row of its own', async () => {
  const model = await modelOf(plainChain('gpt'));
  const tryIt = (number: string, body: unknown) => {
    const request = new Request(`http://localhost/api/models/${model}/versions/${number}/try`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk-slipway-test-0123456789abcdef',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    return postTrial(request, { params: Promise.resolve({ name: model, number }) });
  };
  const response = await tryIt('1', { question: 'Hello?' });
  expect(response.status).toBe(200);
  const messages = (await response.text()).split('\n\n').filter((message) => message.startsWith('id: '));
  const events = messages.map((message) => JSON.parse(message.split('data: ')[1] ?? ''));
  expect(messages.map((message) => Number(/^id: (\d+)/.exec(message)?.[1]))).toEqual([...events.keys()]);
  expect(events[0]).toMatchObject({ type: 'start', model, version: 1 });
  expect(events.at(-1)).toMatchObject({ type: 'finish', text: 'You said: Hello?' });
  expect(await rowOf(response)).toMatchObject({
    traffic: 'playground',
    endpoint: '(playground)',
    model,
    version: 1,
    intendedEntity: null,
    unitKind: null,
  });
  expect((await tryIt('9', { question: 'Hello?' })).status).toBe(404);
});
