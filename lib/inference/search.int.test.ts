import '../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { record } from '../../e2e/support/inference-record.ts';
import type { Caller } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { listInferences, recordInference, selectInferences } from './index.ts';
import type { InferenceRecord } from './record.ts';
import { inferenceFiltersSchema, inferencePageQuerySchema } from './schemas.ts';
import { indexEndedDays } from './text-index-store.ts';

const owner = userCaller('owner');
const documentId = newId();

function hit(document: string, text: string): NonNullable<InferenceRecord['retrieved']>[number] {
  return {
    chunkId: newId(),
    documentId: document,
    revisionId: newId(),
    documentName: 'a.md',
    documentTitle: null,
    mediaType: 'text/markdown',
    ordinal: 0,
    text,
    headingPath: [],
    blockStart: 0,
    blockEnd: 1,
    page: null,
    boxes: [],
    score: 0.9,
    scores: {},
  };
}

const check = (support: 'supported' | 'unsupported') => ({
  start: 0,
  end: 1,
  markers: [],
  support,
  coverage: 1,
});

async function found(filters: Record<string, unknown>, caller: Caller = owner): Promise<string[]> {
  const page = await listInferences(caller, inferencePageQuerySchema.parse({ limit: 200, ...filters }));
  return page.items.map(({ question }) => question);
}

async function plant(endpoint: string, rows: readonly Partial<InferenceRecord>[]): Promise<string[]> {
  const records = rows.map((row) => record({ endpoint: { id: null, name: endpoint, config: 1 }, ...row }));
  await Promise.all(records.map((one) => recordInference(one)));
  return records.map(({ requestId }) => requestId);
}

describe('words in the log', () => {
  const endpoint = `search-${newId().slice(-8)}`;
  beforeAll(() =>
    plant(endpoint, [
      { question: 'Refund policy in Germany?', output: 'Within 30 days. Set max_tokens to 3.5 thousand.' },
      { question: 'Policy of refunds abroad', output: "Ask O'Brien at ops@example.com." },
      { question: '退款政策是什么？', output: '三十天内。' },
    ]),
  );
  const search = (q: string) => found({ endpoint, q, order: 'asc' });

  it.each([
    ['refund', 2],
    ['refund germ', 1],
    ['"refund policy"', 1],
    ['"policy refund"', 0],
    ['policy -germany', 1],
    ['max_tok', 1],
    ['3.5', 1],
    ["o'brien", 1],
    ['ops@example.com', 1],
    ['退款', 1],
    ['efund', 0],
    ["' | 'refund:*", 0],
    ['\\', 0],
  ])('finds %s in %i rows', async (q, count) => {
    expect(await search(q)).toHaveLength(count);
  });

  it('finds nothing of a text that was removed', async () => {
    const [id] = await plant(endpoint, [{ question: 'Xylophone lessons?', output: 'No.' }]);
    expect(await search('xylophone')).toHaveLength(1);
    await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [id]);
    expect(await search('xylophone')).toHaveLength(0);
  });

  it('answers the same from the indexes of days that are over', async () => {
    const day = 86_400_000;
    const old = new Date(Date.now() - 3 * day);
    const date = old.toISOString().slice(0, 10);
    await pool().query('SELECT slipway_ensure_inference_partitions($1::date, $1::date)', [date]);
    const hex = old.getTime().toString(16).padStart(12, '0');
    const requestId = `${hex.slice(0, 8)}-${hex.slice(8)}${newId().slice(13)}`;
    await plant(endpoint, [{ requestId, at: old, question: 'Zeppelin timetable?', output: 'Daily.' }]);
    expect(await indexEndedDays(new AbortController().signal)).toBeGreaterThanOrEqual(3);
    expect(await indexEndedDays(new AbortController().signal)).toBe(0);
    expect(await search('zeppel "timetable"')).toEqual(['Zeppelin timetable?']);
    const plan = await pool().query<{ 'QUERY PLAN': string }>(
      `SET enable_seqscan = off; EXPLAIN SELECT 1 FROM inference_${date.replaceAll('-', '')} i
       WHERE to_tsvector('simple', left(i.question, 4000) || ' ' || left(i.output, 16000)) @@ to_tsquery('simple', 'zeppelin:*')`,
    );
    await pool().query('RESET enable_seqscan');
    expect(JSON.stringify(plan)).toContain('text_idx');
    await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [requestId]);
    expect(await search('zeppelin')).toHaveLength(0);
  });
});

describe('what a reader may not see', () => {
  const endpoint = `withheld-${newId().slice(-8)}`;
  const engineer = userCaller('data-scientist');
  beforeAll(async () => {
    await plant(endpoint, [
      {
        question: 'Salary of the pilot?',
        output: 'Nine zorkmids.',
        retrieved: [hit(documentId, 'zorkmids')],
      },
      { question: 'Ships of the harbour?', output: 'Two galleons.' },
    ]);
    await pool().query(
      'INSERT INTO reader_list (subject_id, knowledge_base_id, readers) VALUES ($1, $2, $3)',
      [documentId, newId(), ['user:somebody']],
    );
  });

  it('is not found by its words, nor by leaving them out', async () => {
    expect(await found({ endpoint, q: 'zorkmids' }, engineer)).toEqual([]);
    expect(await found({ endpoint, q: '"nine zorkmids"' }, engineer)).toEqual([]);
    const without = await found({ endpoint, q: '-zorkmids' }, engineer);
    expect(without.toSorted()).toEqual(['Salary of the pilot?', 'Ships of the harbour?']);
    expect(await found({ endpoint, q: 'salary' }, engineer)).toEqual(['Salary of the pilot?']);
    expect(await found({ endpoint, q: 'galleon' }, engineer)).toEqual(['Ships of the harbour?']);
  });

  it('nor selected by them', async () => {
    const filters = inferenceFiltersSchema.parse({ endpoint, q: 'zorkmids' });
    expect(await selectInferences(engineer, filters, 10)).toEqual([]);
  });
});

describe('filters', () => {
  const endpoint = `filters-${newId().slice(-8)}`;
  const team = newId();
  const person = newId();
  beforeAll(async () => {
    await pool().query(
      `INSERT INTO "user" (id, email, name, password_hash, updated_at) VALUES ($1::uuid, $1::text || '@example.com', 'P', 'x', now())`,
      [person],
    );
    await pool().query('INSERT INTO team (id, name, updated_at) VALUES ($1::uuid, $1::text, now())', [team]);
    await pool().query('INSERT INTO team_member (team_id, user_id) VALUES ($1, $2)', [team, person]);
    await plant(endpoint, [
      {
        question: 'dear and slow',
        cost: 20_000_000_000n,
        totalMs: 9000,
        retrieved: [],
        requester: { kind: 'user', userId: person, name: 'P', apiKeyId: null },
      },
      { question: 'failed', status: 'error', error: { code: 'timeout', message: 'late' }, cache: 'miss' },
      {
        question: 'fell back',
        assigned: { entity: 'main', unit: 'u', unitKind: 'request' },
        served: {
          entity: 'spare',
          model: 'm',
          version: 1,
          alias: null,
          chainHash: 'x',
          provider: 'p',
          providerModel: 'm',
        },
      },
      {
        question: 'flagged',
        guardrails: { policyNumber: 1, hits: [] },
        checks: [check('unsupported'), check('supported')],
      },
    ]);
  });

  it.each([
    [{ minCost: '15' }, ['dear and slow']],
    [{ minMs: '8000', maxMs: '9000' }, ['dear and slow']],
    [{ team }, ['dear and slow']],
    [{ maxRetrievalScore: '0.1' }, ['dear and slow']],
    [{ errorCode: 'timeout' }, ['failed']],
    [{ cache: 'miss' }, ['failed']],
    [{ fallback: 'yes' }, ['fell back']],
    [{ maxCitationSupport: '0.5' }, ['flagged']],
    [{ label: 'none', minRetries: '1' }, []],
    [{ label: newId() }, []],
    [{ topic: '3' }, []],
    [{ done: 'yes' }, []],
    [{ guard: 'any' }, []],
  ])('by %j', async (filters, questions) => {
    expect(await found({ endpoint, ...filters })).toEqual(questions);
  });

  it('refuse what is no number, id or kind', () => {
    for (const wrong of [
      { minCost: 'x' },
      { team: 'x' },
      { label: 'x' },
      { cache: 'maybe' },
      { minMs: '-1' },
    ]) {
      expect(inferenceFiltersSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

it('pages through ten thousand rows at the same price each, newest first', async () => {
  const endpoint = `many-${newId().slice(-8)}`;
  await pool().query(
    `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, requester_kind, requester_name, input, spans, total_ms, question)
     SELECT (left(slipway_first_id_at(now() - n * interval '1 second')::text, 19) || substr(gen_random_uuid()::text, 20))::uuid,
       now() - n * interval '1 second', 'ok', 200, 'api', $1, 'user', 'x', '[]', '[]', n % 97, 'question ' || n
     FROM generate_series(1, 10000) AS n`,
    [endpoint],
  );
  let [cursor, rows, slowest]: [string | undefined, number, number] = [undefined, 0, 0];
  const seen = new Set<string>();
  for (let last = ''; ; ) {
    const began = performance.now();
    const page = await listInferences(
      owner,
      inferencePageQuerySchema.parse({ endpoint, limit: 200, cursor }),
    );
    slowest = Math.max(slowest, performance.now() - began);
    for (const { requestId } of page.items) {
      if (last !== '') expect(requestId < last).toBe(true);
      last = requestId;
      seen.add(requestId);
    }
    rows += page.items.length;
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(rows).toBe(10_000);
  expect(seen.size).toBe(10_000);
  expect(slowest).toBeLessThan(2000);
});
