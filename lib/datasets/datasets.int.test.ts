import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userCaller } from '../../e2e/support/callers.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { runWorker, until } from '../../e2e/support/knowledge.ts';
import { giveFeedback, type InferenceRecord, recordInference, withheldText } from '../inference/index.ts';
import { feedbackInputSchema } from '../inference/schemas.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import { createLabel, labelRequests } from '../triage/index.ts';
import { labelInputSchema } from '../triage/schemas.ts';
import {
  addItems,
  createDataset,
  deleteDataset,
  deleteItem,
  exportDataset,
  getDataset,
  listDatasets,
  listItems,
  updateDataset,
  updateItem,
} from './index.ts';
import { addItemsSchema, datasetPageQuerySchema, itemPageQuerySchema, maxItems } from './schemas.ts';

const owner = userCaller('owner');
const engineer = userCaller('mlops-engineer');
const endpoint = `collected-${newId().slice(-8)}`;
let stopWorker = async () => {};

beforeAll(async () => {
  stopWorker = await runWorker();
});
afterAll(() => stopWorker());

async function plant(row: Partial<InferenceRecord> = {}): Promise<string> {
  const one = record({
    endpoint: { id: null, name: endpoint, config: 1 },
    question: 'Why?',
    output: 'Because.',
    ...row,
  });
  await recordInference(one);
  return one.requestId;
}

const make = () => createDataset(engineer, { name: `set ${newId()}`, description: '' });
const itemsOf = (id: string, query: Record<string, unknown> = {}, caller = engineer) =>
  listItems(caller, id, itemPageQuerySchema.parse(query));

async function exported(id: string, format: 'csv' | 'jsonl', caller = engineer): Promise<string> {
  let text = '';
  for await (const part of exportDataset(caller, id, format)) text += part;
  return text;
}

describe('datasets', () => {
  it('hold copies of requests once, with correction and labels', async () => {
    const person = newId();
    const requestId = await plant({
      question: '=1+1?',
      requester: { kind: 'user', userId: person, name: 'P', apiKeyId: null },
    });
    const correction = feedbackInputSchema.parse({ thumb: 'down', correction: 'Two.' });
    await giveFeedback(userCaller('owner', { id: person }), requestId, correction);
    const name = `l ${newId().slice(-10)}`;
    const label = await createLabel(engineer, labelInputSchema.parse({ name }));
    await labelRequests(engineer, { requestIds: [requestId], add: [label.id], remove: [] });
    const { id } = await make();
    const bare = await plant({ question: 'How?' });
    const both = { requestIds: [requestId, bare, bare] };
    expect(await addItems(engineer, id, both)).toEqual({ added: 2, skipped: 0, withheld: 0, queued: 0 });
    expect(await addItems(engineer, id, both)).toMatchObject({ added: 0, skipped: 2 });
    const { items, total } = await itemsOf(id);
    expect(total).toBe(2);
    expect(items.find((item) => item.requestId === requestId)).toMatchObject({
      question: '=1+1?',
      answer: 'Because.',
      expected: 'Two.',
      labels: [name],
      addedBy: engineer.name,
      withheld: false,
    });
    expect(await getDataset(engineer, id)).toMatchObject({ items: 2, expected: 1 });
    expect((await itemsOf(id, { expected: 'no' })).items).toHaveLength(1);
    expect((await itemsOf(id, { q: 'BECAUSE' })).items).toHaveLength(2);
    expect(await exported(id, 'csv')).toContain("'=1+1?");
    expect(
      (await exported(id, 'jsonl'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).question),
    ).toContain('=1+1?');
  });

  it('are changed, emptied and deleted; each only by who may', async () => {
    const { id, name } = await make();
    await addItems(engineer, id, { requestIds: [await plant()] });
    const [item] = (await itemsOf(id)).items;
    const itemId = item?.id ?? '';
    expect(await updateItem(engineer, id, itemId, { expected: 'So.' })).toMatchObject({ expected: 'So.' });
    expect(await updateItem(engineer, id, itemId, { expected: '' })).toMatchObject({ expected: null });
    const other = await make();
    await expect(updateItem(engineer, other.id, itemId, { expected: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(createDataset(engineer, { name, description: '' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await updateDataset(engineer, id, { name, description: 'New.' })).toMatchObject({
      description: 'New.',
    });
    const found = await listDatasets(engineer, datasetPageQuerySchema.parse({ q: name.toUpperCase() }));
    expect(found).toMatchObject({ total: 1, items: [{ id }] });
    for (const wrong of [userCaller('stakeholder'), userCaller('end-user')]) {
      await expect(getDataset(wrong, id)).rejects.toThrow(/permission/);
      await expect(addItems(wrong, id, { requestIds: [newId()] })).rejects.toThrow(/permission/);
      await expect(deleteDataset(wrong, id)).rejects.toThrow(/permission/);
    }
    await deleteItem(engineer, id, itemId);
    expect((await itemsOf(id)).total).toBe(0);
    await deleteDataset(engineer, id);
    await expect(getDataset(engineer, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(itemsOf(id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('take nothing from endpoints out of reach, nor of texts that are gone', async () => {
    const { id } = await make();
    const requestId = await plant();
    const elsewhere = { ...engineer, access: new Map(engineer.access) };
    const tenant = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: 'other' } });
    const reach = tenant.access.get('inferences.read');
    if (reach) elsewhere.access.set('inferences.read', reach);
    await expect(addItems(elsewhere, id, { requestIds: [requestId] })).rejects.toMatchObject({
      code: 'not_found',
    });
    const filters = addItemsSchema.parse({ filters: { endpoint } });
    expect(await addItems(elsewhere, id, filters)).toEqual({ added: 0, skipped: 0, withheld: 0, queued: 0 });
    await pool().query('UPDATE inference SET text_removed_at = now() WHERE id = $1', [requestId]);
    expect(await addItems(engineer, id, { requestIds: [requestId] })).toMatchObject({ added: 0, skipped: 1 });
  });
});

describe('answers drawn from documents one may not read', () => {
  const documentId = newId();
  const secret = 'nine zorkmids';
  let requestId = '';
  let set = '';

  beforeAll(async () => {
    requestId = await plant({ question: 'Salary?', output: secret });
    await pool().query('UPDATE inference SET retrieved = $2 WHERE id = $1', [
      requestId,
      JSON.stringify([{ documentId }]),
    ]);
    set = (await make()).id;
    await addItems(engineer, set, { requestIds: [requestId] });
    await pool().query(
      'INSERT INTO reader_list (subject_id, knowledge_base_id, readers) VALUES ($1, $2, $3)',
      [documentId, newId(), ['user:somebody']],
    );
  });

  it('are not added: chosen they are refused, of a filter they are left out', async () => {
    const { id } = await make();
    await expect(addItems(engineer, id, { requestIds: [requestId] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const open = await plant({ question: 'Salary of ships?' });
    const filters = addItemsSchema.parse({ filters: { endpoint, q: 'salary' } });
    expect(await addItems(engineer, id, filters)).toMatchObject({ added: 1, withheld: 1 });
    expect((await itemsOf(id)).items.map((item) => item.requestId)).toEqual([open]);
  });

  it('stay withheld in a dataset they are in, after the request is gone too', async () => {
    await pool().query('DELETE FROM inference WHERE id = $1', [requestId]);
    expect((await itemsOf(set)).items).toMatchObject([{ answer: withheldText, withheld: true }]);
    expect((await itemsOf(set, { q: 'zorkmids' })).items).toEqual([]);
    expect(await exported(set, 'jsonl')).not.toContain(secret);
    const [item] = (await itemsOf(set)).items;
    await expect(updateItem(engineer, set, item?.id ?? '', { expected: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

it('take thousands of a filter in the background, each once', async () => {
  const many = `many-${newId().slice(-8)}`;
  await pool().query(
    `INSERT INTO inference (id, at, status, http_status, source, endpoint_name, requester_kind, requester_name, input, spans, total_ms, question)
     SELECT (left(slipway_first_id_at(now() - n * interval '1 second')::text, 19) || substr(gen_random_uuid()::text, 20))::uuid,
       now() - n * interval '1 second', 'ok', 200, 'api', $1, 'user', 'x', '[]', '[]', 1, 'question ' || n
     FROM generate_series(1, 2500) AS n`,
    [many],
  );
  const { id } = await make();
  const filters = addItemsSchema.parse({ filters: { endpoint: many } });
  const [one, two] = await Promise.all([addItems(owner, id, filters), addItems(owner, id, filters)]);
  expect(one.added + two.added).toBe(1000);
  expect([one.queued, two.queued]).toEqual([1500, 1500]);
  await until('all items', async () => ((await itemsOf(id)).total === 2500 ? true : null));
  let [cursor, seen]: [string | undefined, number] = [undefined, 0];
  do {
    const page = await itemsOf(id, { limit: 200, cursor });
    seen += page.items.length;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toBe(2500);
});

it('hold so many items at most, also when several people add at once; what is in already is no more', async () => {
  const { id } = await make();
  await pool().query(
    `INSERT INTO dataset_item (id, dataset_id, request_id, endpoint_name, question, answer, labels, documents, added_by_name)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'e', 'q', 'a', '{}', '{}', 'x' FROM generate_series(1, $2)`,
    [id, maxItems - 1],
  );
  const requests = await Promise.all([plant(), plant(), plant()]);
  const results = await Promise.allSettled(
    requests.map((requestId) => addItems(engineer, id, { requestIds: [requestId] })),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect((await itemsOf(id)).total).toBe(maxItems);
  const again = requests[results.findIndex(({ status }) => status === 'fulfilled')] ?? '';
  expect(await addItems(engineer, id, { requestIds: [again] })).toMatchObject({ added: 0, skipped: 1 });
});
