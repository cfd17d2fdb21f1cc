import '../../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  DELETE as deleteData,
  POST as postDelete,
} from '../../../../app/api/2.0/vector-search/indexes/[name]/delete-data/route.ts';
import { POST as query } from '../../../../app/api/2.0/vector-search/indexes/[name]/query/route.ts';
import { GET as get } from '../../../../app/api/2.0/vector-search/indexes/[name]/route.ts';
import { POST as upsert } from '../../../../app/api/2.0/vector-search/indexes/[name]/upsert-data/route.ts';
import { GET as list } from '../../../../app/api/2.0/vector-search/indexes/route.ts';
import { type Ask, addAccount, call } from '../../../../e2e/support/accounts.ts';
import {
  clientHeaders,
  clientSearch,
  sdkIndexQuery,
  sdkUpsert,
} from '../../../../e2e/support/databricks-shapes.ts';
import {
  documentsOf,
  makeKnowledge,
  runWorker,
  settled,
  tester,
  until,
} from '../../../../e2e/support/knowledge.ts';
import { createApiKey, ensureAdmin, ensureApiKey, type RouteHandler } from '../../../access/index.ts';
import { createApiKeySchema } from '../../../access/schemas.ts';
import { getKnowledge } from '../../../knowledge/index.ts';

const key = 'sk-slipway-databricks-0123456789';
let stopWorker: () => Promise<void>;

beforeAll(async () => {
  const owner = await ensureAdmin({ email: 'admin@example.com', password: 'correct horse battery' });
  await ensureApiKey({ value: key, ownerId: owner.id });
  stopWorker = await runWorker();
  await makeKnowledge('animals');
});
afterAll(() => stopWorker());

function ask(handler: RouteHandler, json?: unknown, more: Ask = {}) {
  return call(handler, {
    key,
    headers: clientHeaders,
    params: { name: 'animals' },
    ...(json !== undefined && { json }),
    ...more,
  });
}

const rows = [
  {
    id: 'walrus',
    title: 'The walrus',
    text: 'The walrus eats clams by the thousand and sleeps on the ice.',
    url: 'https://example.com/walrus',
    embedding: [0.1, 0.2],
  },
  { id: 'otter', text: 'Otters hold hands while they sleep.' },
  { id: 7, text: 'Badgers dig setts.' },
];

describe('rows become passages', () => {
  test('upserted, indexed by the job, and found', async () => {
    const answer = await ask(upsert, sdkUpsert(rows));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'SUCCESS',
        result: { success_row_count: 3, failed_primary_keys: [] },
        slipway: { notes: [expect.stringContaining('a job indexes'), expect.stringContaining('embedding')] },
      },
    });
    expect((await settled('animals')).map(({ name, state }) => [name, state])).toEqual([
      ['7', 'ready'],
      ['otter', 'ready'],
      ['walrus', 'ready'],
    ]);
    const found = await ask(query, sdkIndexQuery);
    expect(found.status).toBe(200);
    const { manifest, result, slipway } = found.body as {
      manifest: { column_count: number; columns: { name: string }[] };
      result: { row_count: number; data_array: unknown[][] };
      slipway: { mode: string; notice: string };
    };
    expect(manifest.columns.map(({ name }) => name)).toEqual(['id', 'text', 'title', 'url', 'score']);
    expect(manifest.column_count).toBe(5);
    expect(result.row_count).toBe(result.data_array.length);
    expect(result.data_array[0]).toEqual([
      'walrus',
      expect.stringContaining('eats clams'),
      'The walrus',
      'https://example.com/walrus',
      expect.any(Number),
    ]);
    expect(slipway).toMatchObject({ mode: 'keyword', notice: expect.stringContaining('No embeddings') });
  });

  test('the same key again replaces; of two equal keys the later counts', async () => {
    const twice = [
      { id: 'otter', text: 'Otters are forgotten.' },
      { id: 'otter', text: 'Otters juggle stones while they rest.' },
    ];
    expect(await ask(upsert, sdkUpsert(twice))).toMatchObject({ body: { result: { success_row_count: 2 } } });
    await settled('animals');
    const { result } = (await ask(query, { ...clientSearch, query_text: 'stones' })).body as {
      result: { data_array: unknown[][] };
    };
    expect(result.data_array.map(([id, text]) => [id, text])).toEqual([
      ['otter', 'Otters juggle stones while they rest.'],
    ]);
  });

  test('a row without a text fails alone', async () => {
    const mixed = [
      { id: 'empty', text: ' ' },
      { id: 'heron', page_content: 'Herons stand still.' },
    ];
    expect(await ask(upsert, sdkUpsert(mixed))).toMatchObject({
      status: 200,
      body: {
        status: 'PARTIAL_SUCCESS',
        result: { success_row_count: 1, failed_primary_keys: ['empty'] },
      },
    });
    expect(await ask(upsert, sdkUpsert(mixed.slice(0, 1)))).toMatchObject({ body: { status: 'FAILURE' } });
    await settled('animals');
  });

  test('filters keep to the keys they name', async () => {
    const { result } = (await ask(query, clientSearch)).body as { result: { data_array: unknown[][] } };
    expect(result.data_array.map(([id]) => id)).toEqual(['walrus']);
    const none = { ...clientSearch, filters_json: JSON.stringify({ id: 'nobody' }) };
    expect(await ask(query, none)).toMatchObject({ status: 200, body: { result: { row_count: 0 } } });
  });

  test('deleted by key, in a body, in the query, and again', async () => {
    const success = { status: 200, body: { status: 'SUCCESS' } };
    expect(await ask(postDelete, { primary_keys: ['7'] })).toMatchObject(success);
    expect(await ask(deleteData, { primary_keys: ['heron'] }, { method: 'DELETE' })).toMatchObject(success);
    const inQuery = { method: 'DELETE', path: '/x?primary_keys=otter&primary_keys=nobody' };
    expect(await ask(deleteData, undefined, inQuery)).toMatchObject({
      ...success,
      body: { result: { success_row_count: 2 }, slipway: { unknown_primary_keys: ['nobody'] } },
    });
    expect((await documentsOf('animals')).map(({ name }) => name)).toEqual(['walrus']);
    await until('the next snapshot', async () =>
      (await getKnowledge(tester, 'animals')).chunkCount === 1 ? true : null,
    );
  });
});

test('knowledge bases are listed and described as indexes', async () => {
  expect(await ask(list)).toMatchObject({
    status: 200,
    body: { vector_indexes: [{ name: 'animals', primary_key: 'id', index_type: 'DIRECT_ACCESS' }] },
  });
  const { body } = await ask(get);
  expect(body).toMatchObject({ name: 'animals', status: { ready: true, indexed_row_count: 1 } });
});

describe('refusals', () => {
  const invalid = { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } };

  test.each([
    ['a vector without a text', { columns: ['id'], query_vector: [0.1, 0.2] }],
    ['an unknown column', { ...sdkIndexQuery, columns: ['price'] }],
    ['an operator', { ...sdkIndexQuery, filters_json: '{"id >": "a"}' }],
    ['filters that are no JSON', { ...sdkIndexQuery, filters_json: '{' }],
    ['a reranker', { ...sdkIndexQuery, reranker: { model: 'databricks_reranker' } }],
    ['a threshold', { ...sdkIndexQuery, score_threshold: 0.5 }],
    ['too many results', { ...sdkIndexQuery, num_results: 101 }],
  ])('%s', async (_name, body) => {
    expect(await ask(query, body)).toMatchObject(invalid);
  });

  test.each([
    ['no list', '{"id": "a"}'],
    ['no JSON', '['],
    ['a row without a key', '[{"text": "a"}]'],
    ['no rows', '[]'],
  ])('upserting %s', async (_name, inputs_json) => {
    expect(await ask(upsert, { inputs_json })).toMatchObject(invalid);
  });

  test('unknown names, and those who may not', async () => {
    const unknown = { params: { name: 'Main.Default.Index' } };
    const missing = { status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } };
    expect(await ask(query, sdkIndexQuery, unknown)).toMatchObject(missing);
    expect(await ask(upsert, sdkUpsert(rows), unknown)).toMatchObject(missing);
    expect(await ask(postDelete, { primary_keys: ['a'] }, unknown)).toMatchObject(missing);
    expect(await ask(get, undefined, unknown)).toMatchObject(missing);
    const member = await addAccount('app-team');
    const { value } = await createApiKey(member.caller, createApiKeySchema.parse({ name: 'app' }));
    const refused = { status: 403, body: { error_code: 'PERMISSION_DENIED' } };
    for (const [handler, body] of [
      [query, sdkIndexQuery],
      [upsert, sdkUpsert(rows)],
      [postDelete, { primary_keys: ['walrus'] }],
      [list, undefined],
    ] as const) {
      expect(await ask(handler, body, { key: value })).toMatchObject(refused);
    }
  });
});
