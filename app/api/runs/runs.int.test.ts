import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { closeEvents } from '../../../lib/platform/events.ts';
import { newId } from '../../../lib/platform/ids.ts';
import { createExperiment, createRun, logBatch } from '../../../lib/tracking/index.ts';
import { PATCH as describeExperiment, GET as readExperiment } from '../experiments/[id]/route.ts';
import { GET as listRuns } from '../experiments/[id]/runs/route.ts';
import { GET as listExperiments } from '../experiments/route.ts';
import { GET as series } from './[id]/metrics/[...key]/route.ts';
import { POST as restore } from './[id]/restore/route.ts';
import { PATCH as describeRun, DELETE as drop, GET as readRun } from './[id]/route.ts';
import { POST as compare } from './compare/route.ts';

let admin: Account;
let experiment: string;
let ids: string[];

beforeAll(async () => {
  admin = await addAccount('owner');
  const { caller } = admin;
  experiment = await createExperiment(caller, { name: `e ${newId()}`, tags: {}, artifactLocation: null });
  ids = [];
  for (const [index, name] of ['tried in june', 'tried in july'].entries()) {
    const startedAt = new Date(1_700_000_000_000 + index);
    const input = { experimentId: experiment, name, userName: 'ada', startedAt, tags: [] };
    const { id } = await createRun(caller, input);
    const metrics = [{ key: 'val/f1 score', value: index, step: 1, timestamp: 5 }];
    await logBatch(caller, id, { metrics, params: [{ key: 'lr', value: `0.${index}` }], tags: [] });
    ids.push(id);
  }
});
afterAll(closeEvents);

test('experiments and their runs: listed, searched by words and by filters, sorted, paged', async () => {
  const { cookie } = admin;
  const listed = await call(listExperiments, { cookie });
  expect(listed.body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ id: experiment, runs: 2 })]),
  });
  expect(JSON.stringify(listed.body)).not.toContain('artifactLocation');
  const names = async (query: Record<string, string>) => {
    const path = `/?${new URLSearchParams(query)}`;
    const { status, body } = await call(listRuns, { cookie, params: { id: experiment }, path });
    if (status !== 200) return status;
    return (body as { items: { name: string }[] }).items.map((run) => run.name.slice(9));
  };
  expect(await names({})).toEqual(['july', 'june']);
  expect(await names({ q: 'in june' })).toEqual(['june']);
  expect(await names({ q: 'metrics.`val/f1 score` > 0' })).toEqual(['july']);
  expect(await names({ q: "params.lr IN ('0.0')" })).toEqual(['june']);
  expect(await names({ orderBy: 'params.lr ASC' })).toEqual(['june', 'july']);
  expect(await names({ q: 'metrics.f1 >' })).toBe(400);
  expect(await names({ lifecycle: 'deleted' })).toEqual([]);
  const first = await call(listRuns, { cookie, params: { id: experiment }, path: '/?limit=1' });
  const { next } = first.body as { next: string };
  expect(await names({ limit: '1', cursor: next })).toEqual(['june']);
});

test('a run, its metric with slashes and spaces in the address, its description, its deletion', async () => {
  const { cookie } = admin;
  const params = { id: ids[0] ?? '' };
  for (const key of [['val', 'f1%20score'], ['val', 'f1 score'], ['val%2Ff1%20score']]) {
    expect(await call(series, { cookie, params: { ...params, key } })).toMatchObject({
      status: 200,
      body: { key: 'val/f1 score', total: 1, points: [{ step: 1, timestamp: 5, value: 0 }] },
    });
  }
  expect(await call(series, { cookie, params: { ...params, key: ['nothing'] } })).toMatchObject({
    status: 404,
  });
  const json = { description: 'Worth a look.' };
  expect(await call(describeRun, { cookie, method: 'PATCH', params, json })).toMatchObject({
    status: 200,
    body: json,
  });
  expect(await call(readRun, { cookie, params })).toMatchObject({
    body: { ...json, versions: [], metrics: [{}] },
  });
  const of = { cookie, params: { id: experiment } };
  expect(await call(describeExperiment, { ...of, method: 'PATCH', json })).toMatchObject({ status: 204 });
  expect(await call(readExperiment, of)).toMatchObject({ status: 200, body: json });
  expect(await call(drop, { cookie, method: 'DELETE', params })).toMatchObject({ status: 204 });
  expect(await call(readRun, { cookie, params })).toMatchObject({ body: { lifecycle: 'deleted' } });
  expect(await call(restore, { cookie, params, json: {} })).toMatchObject({ status: 204 });
  expect(await call(readRun, { cookie, params: { id: 'f'.repeat(32) } })).toMatchObject({ status: 404 });
  expect(await call(readRun, { cookie, params: { id: 'nothing' } })).toMatchObject({ status: 400 });
});

test('runs are compared side by side, each once', async () => {
  const { cookie } = admin;
  expect(await call(compare, { cookie, json: { ids } })).toMatchObject({
    status: 200,
    body: {
      runs: ids.map((id) => ({ id })),
      params: [{ key: 'lr', values: ['0.0', '0.1'], differs: true }],
      metrics: [{ key: 'val/f1 score', values: [0, 1], differs: true }],
    },
  });
  for (const bad of [[], [ids[0], ids[0]], ['x']]) {
    expect(await call(compare, { cookie, json: { ids: bad } })).toMatchObject({ status: 400 });
  }
});

test('only administrators see runs', async () => {
  for (const role of ['app-team', 'stakeholder'] as const) {
    const { cookie } = await addAccount(role);
    const params = { id: ids[0] ?? '' };
    const refused = [
      await call(listExperiments, { cookie }),
      await call(readExperiment, { cookie, params: { id: experiment } }),
      await call(listRuns, { cookie, params: { id: experiment } }),
      await call(readRun, { cookie, params }),
      await call(describeRun, { cookie, method: 'PATCH', params, json: { description: '' } }),
      await call(drop, { cookie, method: 'DELETE', params }),
      await call(restore, { cookie, params, json: {} }),
      await call(series, { cookie, params: { ...params, key: ['m'] } }),
      await call(compare, { cookie, json: { ids } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
  }
});
