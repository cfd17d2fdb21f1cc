import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { makeKnowledge, runWorker, settled, upload } from '../../e2e/support/knowledge.ts';
import {
  addProvider,
  ask,
  askForRow,
  modelOf,
  openDoor,
  plainChain,
  rowOf,
  serve,
  serveInstead,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { pool } from '../platform/db.ts';
import { deleteExpiredValues } from './response-cache-store.ts';
import type { CacheMode } from './schemas.ts';

let fake: FakeOpenAi;
let stopWorker = async () => {};

beforeAll(async () => {
  stopWorker = await runWorker();
  fake = await startFakeOpenAi();
  await openDoor();
  const price = { input: 1000, cachedInput: 500, cacheWrite: 1250, output: 4000, reasoning: 4000 };
  await addProvider('fake', fake.url, { models: [{ name: 'gpt', price }] });
  await makeKnowledge('harbour', {
    embedding: { kind: 'openai-compatible', provider: 'fake', model: 'fake-embed' },
  });
  await upload('harbour', { 'pilots.md': '# Pilots\n\nA pilot boards every ship over 90 metres.' });
  await settled('harbour');
});

beforeEach(async () => {
  fake.calls.length = 0;
  await pool().query('TRUNCATE response_cache, embedding_cache');
});

afterAll(async () => {
  await fake.stop();
  await stopWorker();
});

const retrieving = (more: Record<string, unknown> = {}) =>
  plainChain('gpt', {
    retrieval: { knowledge: 'harbour', k: 3 },
    prompt: { system: '{{passages}}' },
    output: { format: 'cited-text' },
    postprocess: [{ step: 'check-citations' }],
    ...more,
  });

const cached = (responses: CacheMode, more: Record<string, unknown> = {}) => ({
  cache: { responses, ...more },
});
const question = 'Which ship does a pilot board?';

function calls(path: string): number {
  return fake.calls.filter((call) => call.path === path).length;
}

const completions = () => calls('/v1/chat/completions');
const embeddings = () => calls('/v1/embeddings');

describe('the response cache', () => {
  test('gives a kept answer at once, with its citations, for nothing', async () => {
    const model = await modelOf(retrieving());
    const endpoint = await serve({ name: 'main', target: versionOf(model), ...cached('exact') });
    const first = await askForRow(endpoint, { question });
    expect(first).toMatchObject({ cache: 'miss', status: 'ok' });
    expect(first.citations).toHaveLength(1);
    expect(Number(first.cost)).toBeGreaterThan(0);
    const response = await ask(endpoint, { question, body: { stream: true } });
    const text = await response.text();
    expect(text).toContain('[DONE]');
    expect(response.headers.get('x-slipway-version')).toBe('1');
    const second = await rowOf(response);
    expect(second).toMatchObject({
      cache: 'hit',
      status: 'ok',
      cost: '0',
      output: first.output,
      citations: first.citations,
      checks: first.checks,
      knowledge: 'harbour',
      snapshot: first.snapshot,
      provider: 'fake',
      usage: { input: 0, output: 0 },
    });
    expect(text).toContain('"chunk_id"');
    expect(completions()).toBe(1);
    const counted = await pool().query(
      `SELECT sum(cache_hits)::int AS hits FROM metric_by_minute WHERE endpoint_name = $1`,
      [endpoint],
    );
    expect(counted.rows[0]?.hits).toBe(1);
  });

  test.each([
    ['another question', { question: 'Which ship does a pilot leave?' }],
    ['another spelling of it', { question: 'which SHIP does a pilot board' }],
    ['other parameters', { question, body: { temperature: 0.5 } }],
    [
      'another conversation',
      {
        body: {
          messages: [
            { role: 'user', content: 'Hello.' },
            { role: 'assistant', content: 'Hello!' },
            { role: 'user', content: question },
          ],
        },
      },
    ],
  ])('misses on %s when it is exact', async (_what, asked) => {
    const model = await modelOf(retrieving());
    const endpoint = await serve({ name: 'main', target: versionOf(model), ...cached('exact') });
    await askForRow(endpoint, { question });
    expect(await askForRow(endpoint, asked)).toMatchObject({ cache: 'miss' });
    expect(completions()).toBe(2);
  });

  test('meets other spellings when it is normalised', async () => {
    const model = await modelOf(retrieving());
    const endpoint = await serve({ name: 'main', target: versionOf(model), ...cached('normalised') });
    await askForRow(endpoint, { question });
    const row = await askForRow(endpoint, { question: '  which SHIP does a pilot board ' });
    expect(row).toMatchObject({ cache: 'hit' });
  });

  test('misses once the version or the snapshot is another one', async () => {
    const model = await modelOf(retrieving(), retrieving({ prompt: { system: 'Be brief. {{passages}}' } }));
    const endpoint = await serve({ name: 'main', target: versionOf(model), ...cached('exact') });
    const first = await askForRow(endpoint, { question });
    await serveInstead(endpoint, 1, { name: 'main', target: versionOf(model, 2), ...cached('exact') });
    expect(await askForRow(endpoint, { question })).toMatchObject({ cache: 'miss', version: 2 });
    expect(await askForRow(endpoint, { question })).toMatchObject({ cache: 'hit', version: 2 });
    await upload('harbour', { 'tugs.md': '# Tugs\n\nA tug pulls.' });
    await settled('harbour');
    const after = async () => (await askForRow(endpoint, { question })).snapshot;
    await expect.poll(after).toBeGreaterThan(first.snapshot ?? 0);
  });

  test('keeps neither what was declined, nor what failed, nor what was cut', async () => {
    const model = await modelOf(
      plainChain('gpt', {
        preprocess: [{ step: 'banned-topics', topics: [{ name: 'ships', words: ['ship'] }] }],
      }),
      plainChain('cut-after:2'),
    );
    const declining = await serve({ name: 'main', target: versionOf(model), ...cached('exact') });
    const failing = await serve({ name: 'main', target: versionOf(model, 2), ...cached('exact') });
    for (const [endpoint, status] of [
      [declining, 'declined'],
      [failing, 'error'],
    ] as const) {
      expect(await askForRow(endpoint, { question })).toMatchObject({ status, cache: 'miss' });
      expect(await askForRow(endpoint, { question })).toMatchObject({ status, cache: 'miss' });
    }
    expect((await pool().query('SELECT 1 FROM response_cache')).rowCount).toBe(0);
  });

  test('forgets after its time', async () => {
    const model = await modelOf(plainChain('gpt'));
    const endpoint = await serve({ name: 'main', target: versionOf(model), ...cached('exact') });
    await askForRow(endpoint);
    await pool().query(`UPDATE response_cache SET expires_at = now() - interval '1 second'`);
    expect(await askForRow(endpoint)).toMatchObject({ cache: 'miss' });
    await pool().query(`UPDATE response_cache SET expires_at = now() - interval '1 second'`);
    expect(await deleteExpiredValues()).toBe(1);
  });

  test('never fails an answer', async () => {
    const model = await modelOf(plainChain('gpt'));
    const endpoint = await serve({ name: 'main', target: versionOf(model), ...cached('exact') });
    await pool().query('ALTER TABLE response_cache RENAME TO response_cache_gone');
    try {
      expect(await askForRow(endpoint)).toMatchObject({ status: 'ok', cache: 'miss' });
    } finally {
      await pool().query('ALTER TABLE response_cache_gone RENAME TO response_cache');
    }
  });
});

describe('the embedding cache', () => {
  const spanOf = (row: Awaited<ReturnType<typeof askForRow>>) =>
    row.spans.find((span) => span.name === 'embed')?.detail;

  test('embeds a question once, and the trace says so', async () => {
    const model = await modelOf(retrieving());
    const endpoint = await serve({
      name: 'main',
      target: versionOf(model),
      ...cached('off', { embeddings: 'normalised' }),
    });
    const first = await askForRow(endpoint, { question: 'Who boards a ship?' });
    const second = await askForRow(endpoint, { question: 'who boards a SHIP' });
    expect([spanOf(first), spanOf(second)]).toEqual([{ cache: 'miss' }, { cache: 'hit' }]);
    expect(embeddings()).toBe(1);
    expect(second.retrieved?.map((hit) => hit.chunkId)).toEqual(first.retrieved?.map((hit) => hit.chunkId));
    const kept = await pool().query<{ bytes: number }>('SELECT length(vector) AS bytes FROM embedding_cache');
    expect(kept.rows).toEqual([{ bytes: 256 * 4 }]);
  });

  test('is not asked when it is off, and never fails a search', async () => {
    const model = await modelOf(retrieving());
    const off = await serve({ name: 'main', target: versionOf(model) });
    expect(spanOf(await askForRow(off, { question: 'Off?' }))).toBeUndefined();
    const on = await serve({
      name: 'main',
      target: versionOf(model),
      ...cached('off', { embeddings: 'exact' }),
    });
    await pool().query('ALTER TABLE embedding_cache RENAME TO embedding_cache_gone');
    try {
      expect(await askForRow(on, { question: 'Gone?' })).toMatchObject({ status: 'ok' });
    } finally {
      await pool().query('ALTER TABLE embedding_cache_gone RENAME TO embedding_cache');
    }
  });
});
