import '../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { userCaller } from '../../e2e/support/callers.ts';
import { record } from '../../e2e/support/inference-record.ts';
import { type Caller, systemCaller } from '../access/index.ts';
import { giveFeedback, type InferenceRecord, listInferences, recordInference } from '../inference/index.ts';
import { feedbackInputSchema, inferencePageQuerySchema } from '../inference/schemas.ts';
import { pool } from '../platform/db.ts';
import { newId } from '../platform/ids.ts';
import {
  createLabel,
  createView,
  deleteLabel,
  deleteView,
  finishRequests,
  labelRequests,
  listLabels,
  listProblems,
  listViews,
  updateLabel,
  updateView,
} from './index.ts';
import { dropLooseMarks } from './label-store.ts';
import { labelInputSchema, problemQuerySchema, viewInputSchema } from './schemas.ts';

const owner = userCaller('owner');
const engineer = userCaller('mlops-engineer');
const here = `here-${newId().slice(-8)}`;
const there = `there-${newId().slice(-8)}`;
const tenant = userCaller('mlops-engineer', { scope: { kind: 'endpoint', name: there } });

beforeAll(async () => {
  for (const name of [here, there]) {
    await pool().query(
      `INSERT INTO endpoint (id, name, environment, updated_at) VALUES ($1, $2, 'production', now())`,
      [newId(), name],
    );
  }
});

async function plant(row: Partial<InferenceRecord> = {}, endpoint = here): Promise<string> {
  const one = record({ endpoint: { id: null, name: endpoint, config: 1 }, question: 'Why?', ...row });
  await recordInference(one);
  return one.requestId;
}

function label(name = `label ${newId().slice(-12)}`, by: Caller = engineer) {
  return createLabel(by, labelInputSchema.parse({ name }));
}

async function rowOf(requestId: string, caller: Caller = owner) {
  const page = await listInferences(caller, inferencePageQuerySchema.parse({ endpoint: here, limit: 200 }));
  return page.items.find((item) => item.requestId === requestId);
}

const range = () => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});

describe('labels', () => {
  it('are put on requests and taken off, each once, by whoever was first', async () => {
    const [requestId, one, two] = [await plant(), await label(), await label()];
    const set = (by: Caller, change: { add?: string[]; remove?: string[] }) =>
      labelRequests(by, { requestIds: [requestId], add: [], remove: [], ...change });
    expect(await set(engineer, { add: [one.id, two.id] })).toEqual({ requests: 1, changed: 2 });
    expect(await set(owner, { add: [one.id] })).toEqual({ requests: 1, changed: 0 });
    expect((await rowOf(requestId))?.labels.toSorted()).toEqual([one.id, two.id].toSorted());
    const { rows } = await pool().query('SELECT by_name FROM inference_label WHERE label_id = $1', [one.id]);
    expect(rows).toEqual([{ by_name: engineer.name }]);
    expect(await set(owner, { remove: [one.id] })).toEqual({ requests: 1, changed: 1 });
    const counts = await listLabels(owner);
    expect(counts.items.find(({ id }) => id === two.id)?.requests).toBe(1);
    expect(counts.items.find(({ id }) => id === one.id)?.requests).toBe(0);
    const page = await listInferences(owner, inferencePageQuerySchema.parse({ label: two.id }));
    expect(page.items.map((item) => item.requestId)).toEqual([requestId]);
  });

  it('hold when many people label the same rows at once', async () => {
    const requestIds = await Promise.all(Array.from({ length: 20 }, () => plant()));
    const labels = await Promise.all(Array.from({ length: 4 }, () => label()));
    const changed = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        labelRequests(engineer, {
          requestIds: index % 2 === 0 ? requestIds : requestIds.toReversed(),
          add: labels.map(({ id }) => id),
          remove: [],
        }),
      ),
    );
    expect(changed.reduce((sum, one) => sum + one.changed, 0)).toBe(80);
    await Promise.all(
      labels.flatMap(({ id }) =>
        [requestIds, requestIds.toReversed()].map((ids) =>
          labelRequests(engineer, { requestIds: ids, add: [], remove: [id] }),
        ),
      ),
    );
    expect((await rowOf(requestIds[0] ?? ''))?.labels).toEqual([]);
  });

  it('are for who may label there; others’ requests do not exist', async () => {
    const [requestId, { id }] = [await plant(), await label()];
    const change = { requestIds: [requestId], add: [id], remove: [] };
    await expect(labelRequests(userCaller('stakeholder'), change)).rejects.toThrow(/permission/);
    await expect(labelRequests(tenant, change)).rejects.toMatchObject({ code: 'not_found' });
    const mine = await plant({}, there);
    const both = { ...change, requestIds: [requestId, mine] };
    expect(await labelRequests(tenant, both)).toEqual({ requests: 1, changed: 1 });
    expect((await rowOf(requestId))?.labels).toEqual([]);
    const counted = (
      await listLabels(userCaller('data-scientist', { scope: { kind: 'endpoint', name: here } }))
    ).items;
    expect(counted.find((one) => one.id === id)?.requests).toBe(0);
    await expect(label('x', tenant)).rejects.toThrow(/everywhere/);
  });

  it('have a name and a key of their own, and leave requests when they go', async () => {
    const name = `label ${newId().slice(-12)}`;
    const { id } = await label(name);
    await expect(label(name)).rejects.toMatchObject({ code: 'conflict' });
    const input = labelInputSchema.parse({ name, colour: 'red', shortcut: 7 });
    expect(await updateLabel(engineer, id, input)).toMatchObject({ colour: 'red', shortcut: 7 });
    const requestId = await plant();
    await labelRequests(engineer, { requestIds: [requestId], add: [id], remove: [] });
    await deleteLabel(engineer, id);
    expect((await rowOf(requestId))?.labels).toEqual([]);
    await expect(updateLabel(engineer, id, input)).rejects.toMatchObject({ code: 'not_found' });
    for (const wrong of [{ name: ' ' }, { name: 'x', colour: 'mauve' }, { name: 'x', shortcut: 10 }]) {
      expect(labelInputSchema.safeParse(wrong).success).toBe(false);
    }
  });

  it('and marks hang on no request that retention removed', async () => {
    const gone = `01900000-0000-7000-8000-${newId().slice(-12)}`;
    const { id } = await label();
    await pool().query(`INSERT INTO inference_label VALUES ($1, $2, NULL, 'x')`, [gone, id]);
    expect(await dropLooseMarks()).toBe(1);
    expect(await dropLooseMarks()).toBe(0);
  });

  it('mark what somebody is done with', async () => {
    const requestId = await plant();
    await finishRequests(engineer, { requestIds: [requestId], done: true });
    await finishRequests(owner, { requestIds: [requestId], done: true });
    expect((await rowOf(requestId))?.done).toBe(true);
    await finishRequests(owner, { requestIds: [requestId], done: false });
    expect((await rowOf(requestId))?.done).toBe(false);
    await expect(finishRequests(tenant, { requestIds: [requestId], done: true })).rejects.toThrow();
  });
});

describe('views', () => {
  it('are of one person, and read by all when shared', async () => {
    const [ada, ben] = [await addAccount('data-scientist'), await addAccount('mlops-engineer')];
    const input = viewInputSchema.parse({ name: 'Failures', query: { status: 'error' }, columns: ['at'] });
    const view = await createView(ada.caller, input);
    const seen = async (caller: Caller) => (await listViews(caller)).items.some(({ id }) => id === view.id);
    expect([await seen(ada.caller), await seen(ben.caller)]).toEqual([true, false]);
    await expect(createView(ada.caller, input)).rejects.toMatchObject({ code: 'conflict' });
    await updateView(ada.caller, view.id, { ...input, shared: true });
    expect((await listViews(ben.caller)).items).toContainEqual(
      expect.objectContaining({ id: view.id, own: false, query: { status: 'error' }, columns: ['at'] }),
    );
    await expect(updateView(ben.caller, view.id, input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteView(ben.caller, view.id)).rejects.toMatchObject({ code: 'not_found' });
    await deleteView(ada.caller, view.id);
    expect(await seen(ada.caller)).toBe(false);
    await expect(createView(systemCaller('x'), input)).rejects.toThrow(/people/);
    await expect(createView(userCaller('end-user'), input)).rejects.toThrow(/permission/);
    expect(viewInputSchema.safeParse({ name: 'x', query: { 'a b': '' } }).success).toBe(false);
  });
});

describe('problems', () => {
  it('stand in the order of their weight, like questions as one line, with reasons', async () => {
    const endpoint = `problems-${newId().slice(-8)}`;
    const [ada, ben] = [newId(), newId()];
    const ask = (question: string, person: string, more: Partial<InferenceRecord> = {}) =>
      plant(
        {
          question,
          requester: { kind: 'user', userId: person, name: 'P', apiKeyId: null },
          ...more,
        },
        endpoint,
      );
    await ask('What is fine?', newId());
    await ask('Can I cancel my order?', ada, { status: 'declined' });
    await ask('can I cancel my ORDER', ada, { status: 'declined' });
    const rated = await ask('Cancel my order, can I?', ben, { status: 'declined' });
    await giveFeedback(userCaller('owner', { id: ben }), rated, feedbackInputSchema.parse({ thumb: 'down' }));
    await ask('What broke?', newId(), { status: 'error', error: { code: 'timeout', message: 'late' } });
    const query = (more: Record<string, unknown> = {}) =>
      problemQuerySchema.parse({ endpoint, ...range(), ...more });
    const { items, looked, bounded } = await listProblems(owner, query());
    expect({ looked, bounded }).toEqual({ looked: 5, bounded: false });
    expect(items[0]).toMatchObject({
      count: 3,
      askers: 2,
      score: 3 * 3 + 3 + 5,
      reasons: { declined: 3, askedAgain: 1, thumbsDown: 1 },
    });
    expect(items[1]).toMatchObject({ question: 'What broke?', count: 1, reasons: { error: 1 } });
    expect(items).toHaveLength(2);
    expect((await listProblems(owner, query({ reason: 'error' }))).items).toHaveLength(1);
    await finishRequests(engineer, { requestIds: items[0]?.requestIds ?? [], done: true });
    expect((await listProblems(owner, query({ done: 'no' }))).items).toHaveLength(1);
    expect((await listProblems(tenant, query())).items).toEqual([]);
    await expect(listProblems(userCaller('stakeholder'), query())).rejects.toThrow(/permission/);
  });
});
