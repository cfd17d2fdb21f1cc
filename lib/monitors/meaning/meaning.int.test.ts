/** What questions are about, by the embedding model of the knowledge base they were searched in. */
import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userCaller } from '../../../e2e/support/callers.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../../e2e/support/fake-openai.ts';
import { admin } from '../../../e2e/support/registry.ts';
import { addProvider } from '../../../e2e/support/traffic.ts';
import { createKnowledge } from '../../knowledge/index.ts';
import { createKnowledgeSchema } from '../../knowledge/schemas.ts';
import { pool } from '../../platform/db.ts';
import { getColumn } from '../index.ts';
import type { Monitor } from '../schemas.ts';
import { watched } from '../test-monitors.ts';
import type { RowSql } from '../test-rows.ts';

let fake: FakeOpenAi;

beforeAll(async () => {
  fake = await startFakeOpenAi();
  await addProvider('embeds', fake.url);
  const embedding = { kind: 'openai-compatible', provider: 'embeds', model: 'fake-embed', dimensions: 64 };
  await createKnowledge(admin, createKnowledgeSchema.parse({ name: 'manual', embedding }));
});
afterAll(() => fake.stop());

const about = (question: string): RowSql => ({ knowledge: "'manual'", question });
const pumps = about(`'How is pump number ' || (i % 40) || ' cleaned with warm water?'`);
const bills = about(`'When must invoice ' || (i % 40) || ' of the supplier be paid?'`);
const columns = ['question_meaning', 'latency'];
const change = { columns, paidEmbeddings: true };

const meaningOf = (monitor: Monitor, caller = admin) =>
  getColumn(caller, monitor.id, { runId: monitor.lastRun?.id ?? '', column: 'question_meaning', slice: '' });
const embedded = () => fake.calls.filter(({ path }) => path === '/v1/embeddings').length;

test('other questions are found by embeddings, each embedded once; the result says by what, and shows examples', async () => {
  const before = embedded();
  const { endpoint, monitor } = await watched(
    [
      { ago: 3, count: 80, set: pumps },
      { ago: 2, count: 80, set: pumps },
      { ago: 1, count: 80, set: bills },
    ],
    change,
  );
  const { finding, examples } = await meaningOf(monitor);
  expect(finding).toMatchObject({
    verdict: 'drift',
    effectMeasure: 'centres',
    rows: { baseline: 160, current: 80 },
    basis: { by: 'embeddings', model: 'embeds › fake-embed', knowledge: 'manual', why: null },
  });
  expect(finding?.words).toContain('by their embeddings');
  const drawn = finding?.distributions.current.reduce((a, b) => a + b);
  expect(drawn, 'distances of single questions').toBe(80);
  expect(finding?.basis?.asked, 'the pumps were embedded for the window before').toBe(40);
  expect(embedded() - before, 'in batches').toBeLessThanOrEqual(6);
  expect(examples).toHaveLength(5);
  expect(examples[0]?.question).toMatch(/invoice/);
  const stored = await pool().query('SELECT finding::text FROM monitor_drift WHERE run_id = $1', [
    monitor.lastRun?.id,
  ]);
  expect(JSON.stringify(stored.rows), 'no question is kept').not.toContain('invoice');

  const reader = userCaller('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
  expect((await meaningOf(monitor, reader)).examples, 'who may not read requests').toEqual([]);
});

test('what it cost is in the ledger, and nobody’s quota pays', async () => {
  const { endpoint } = await watched(
    [
      { ago: 2, count: 40, set: about(`'Ledger question ' || i`) },
      { ago: 1, count: 40, set: about(`'Ledger question ' || (i + 1000)`) },
    ],
    change,
  );
  const { rows } = await pool().query(
    `SELECT kind, requests, provider_name, provider_model, sum(input_tokens)::int AS tokens
     FROM usage_entry WHERE endpoint_name = $1 GROUP BY 1, 2, 3, 4`,
    [endpoint],
  );
  expect(rows).toEqual([
    {
      kind: 'shadow',
      requests: 0,
      provider_name: 'embeds',
      provider_model: 'fake-embed',
      tokens: expect.any(Number),
    },
  ]);
  expect(rows[0]?.tokens).toBeGreaterThan(300);
});

describe('words are compared instead, with the reason', () => {
  const days = [
    { ago: 2, count: 60, set: pumps },
    { ago: 1, count: 60, set: bills },
  ];
  test('where a provider may cost money and nobody turned it on', async () => {
    const before = embedded();
    const { monitor } = await watched(days, { columns });
    const { finding } = await meaningOf(monitor);
    expect(finding).toMatchObject({
      verdict: 'drift',
      effectMeasure: 'cosine',
      basis: { by: 'words', why: expect.stringContaining('may cost money'), asked: 0, cost: '0' },
    });
    expect(finding?.words).toContain('by their words');
    expect(embedded()).toBe(before);
  });
  test('where no knowledge base was searched', async () => {
    const bare = days.map((one) => ({ ...one, set: { question: one.set.question ?? '' } }));
    const { monitor } = await watched(bare, change);
    expect((await meaningOf(monitor)).finding?.basis).toMatchObject({
      by: 'words',
      why: 'no knowledge base was searched',
    });
  });
  test('where the knowledge base is gone', async () => {
    const gone = days.map((one) => ({ ...one, set: { ...one.set, knowledge: "'forgotten'" } }));
    const { monitor } = await watched(gone, change);
    expect((await meaningOf(monitor)).finding?.basis?.why).toContain('"forgotten" has no embedding model');
  });
});
