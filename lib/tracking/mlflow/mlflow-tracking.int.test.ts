import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAccount } from '../../../e2e/support/accounts.ts';
import { endRun, logMetric, mlflowSender, type Send, startRun } from '../../../e2e/support/mlflow-client.ts';
import { createApiKey, type Permission } from '../../access/index.ts';
import { createApiKeySchema } from '../../access/schemas.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';

let send: Send;
let key: string;
let readingKey: string;

beforeAll(async () => {
  const admin = await addAccount('owner');
  const make = async (permissions: Permission[]) => {
    const input = createApiKeySchema.parse({ name: 'mlflow', permissions });
    return (await createApiKey(admin.caller, input)).value;
  };
  [key, readingKey] = [await make(['runs.read', 'runs.write']), await make(['runs.read'])];
  send = mlflowSender(`Bearer ${key}`);
});
afterAll(closeEvents);

async function newExperiment(): Promise<string> {
  const { body } = await send('POST', 'experiments/create', { name: `experiment ${newId()}` });
  return String(body.experiment_id);
}

test('MLFLOW_TRACKING_TOKEN and MLFLOW_TRACKING_PASSWORD both carry the key', async () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  const ask = async (authorization: string | null) => {
    const answer = await mlflowSender(authorization)('GET', 'experiments/get', { experiment_id: '0' });
    return [answer.status, answer.body.error_code];
  };
  expect(await ask(`Bearer ${key}`)).toEqual([200, undefined]);
  expect(await ask(basic(`whoever:${key}`))).toEqual([200, undefined]);
  expect(await ask(basic(`:${key}`))).toEqual([200, undefined]);
  for (const refused of [
    null,
    basic(key),
    basic(`${key}:`),
    basic('a:b'),
    basic('a:\n'),
    'Bearer x',
    'Basic',
  ]) {
    expect([refused, ...(await ask(refused))]).toEqual([refused, 401, 'UNAUTHENTICATED']);
  }
});

test('a key that may only read is refused writing', async () => {
  const reader = mlflowSender(`Bearer ${readingKey}`);
  expect(await reader('POST', 'experiments/search', { max_results: 1 })).toMatchObject({ status: 200 });
  expect(await reader('POST', 'experiments/create', { name: 'x' })).toMatchObject({
    status: 403,
    body: { error_code: 'PERMISSION_DENIED' },
  });
});

test('start_run, log_param, log_metric, log_batch, end_run, get_run', async () => {
  const experimentId = await newExperiment();
  const runId = await startRun(send, experimentId, 'first');
  expect(runId).toMatch(/^[0-9a-f]{32}$/);
  const param = { run_uuid: runId, run_id: runId, key: 'depth', value: '3' };
  expect(await send('POST', 'runs/log-parameter', param)).toEqual({ status: 200, body: {} });
  expect(await send('POST', 'runs/log-parameter', param)).toEqual({ status: 200, body: {} });
  expect(await send('POST', 'runs/log-parameter', { ...param, value: '4' })).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('never change') },
  });
  for (const step of [0, 1, 2]) await logMetric(send, runId, 'loss', 1 / (step + 1), step);
  await logMetric(send, runId, 'odd', 'NaN', 0);
  const batch = {
    run_id: runId,
    metrics: [
      { key: 'loss', value: 0.1, timestamp: 1_763_700_000_100, step: 3 },
      { key: 'high', value: 'Infinity', timestamp: 1_763_700_000_100 },
    ],
    params: [{ key: 'layers', value: '[8, 8]' }],
    tags: [{ key: 'mlflow.note.content', value: 'Looks good.' }],
  };
  expect(await send('POST', 'runs/log-batch', batch)).toEqual({ status: 200, body: {} });
  expect(await send('POST', 'runs/log-batch', batch)).toEqual({ status: 200, body: {} });
  expect(await endRun(send, runId)).toMatchObject({
    status: 200,
    body: { run_info: { run_id: runId, status: 'FINISHED', end_time: 1_763_700_060_000 } },
  });
  const { body } = await send('GET', 'runs/get', { run_uuid: runId, run_id: runId });
  expect(body.run).toEqual({
    info: {
      run_uuid: runId,
      run_id: runId,
      run_name: 'first',
      experiment_id: experimentId,
      user_id: 'ada',
      status: 'FINISHED',
      start_time: 1_763_700_000_000,
      end_time: 1_763_700_060_000,
      artifact_uri: `slipway-artifacts:/${experimentId}/${runId}/artifacts`,
      lifecycle_stage: 'active',
    },
    data: {
      metrics: [
        { key: 'high', value: 'Infinity', timestamp: 1_763_700_000_100, step: 0 },
        { key: 'loss', value: 0.1, timestamp: 1_763_700_000_100, step: 3 },
        { key: 'odd', value: 'NaN', timestamp: 1_763_700_000_000, step: 0 },
      ],
      params: [
        { key: 'depth', value: '3' },
        { key: 'layers', value: '[8, 8]' },
      ],
      tags: expect.arrayContaining([
        { key: 'mlflow.runName', value: 'first' },
        { key: 'mlflow.note.content', value: 'Looks good.' },
      ]),
    },
    inputs: {},
  });
});

test('the history of a metric comes in pages', async () => {
  const runId = await startRun(send, '0', 'history');
  const metrics = Array.from({ length: 25 }, (_, step) => ({
    key: 'm/x',
    value: step,
    timestamp: step,
    step,
  }));
  await send('POST', 'runs/log-batch', { run_id: runId, metrics });
  const steps: unknown[] = [];
  let token: unknown;
  do {
    const fields = { run_uuid: runId, run_id: runId, metric_key: 'm/x', max_results: 10 };
    const { body } = await send('GET', 'metrics/get-history', {
      ...fields,
      ...(token != null && { page_token: token }),
    });
    steps.push(...(body.metrics as { step: number }[]).map(({ step }) => step));
    token = body.next_page_token;
  } while (token !== undefined);
  expect(steps).toEqual(metrics.map(({ step }) => step));
});

test('search_runs pages through a filter; a page token of another search is refused', async () => {
  const experimentId = await newExperiment();
  for (let n = 0; n < 7; n++)
    await logMetric(send, await startRun(send, experimentId, `r${n}`), 'acc', n / 10, 0);
  const fields = {
    experiment_ids: [experimentId],
    filter: `metrics.acc >= 0.1 AND tags.mlflow.user = 'ada' AND attributes.status = 'RUNNING'`,
    run_view_type: 'ACTIVE_ONLY',
    max_results: 2,
    order_by: ['metrics.acc DESC'],
  };
  const names: unknown[] = [];
  let page = await send('POST', 'runs/search', fields);
  const firstToken = page.body.next_page_token;
  for (;;) {
    names.push(...(page.body.runs as { info: { run_name: string } }[]).map((run) => run.info.run_name));
    if (page.body.next_page_token === undefined) break;
    page = await send('POST', 'runs/search', { ...fields, page_token: page.body.next_page_token });
  }
  expect(names).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1']);
  for (const other of [{ order_by: ['metrics.acc'] }, { page_token: 'AAAA' }, { filter: 'metrics.acc >' }]) {
    expect(await send('POST', 'runs/search', { ...fields, page_token: firstToken, ...other })).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE' },
    });
  }
});

test('experiments: created once, found, renamed, tagged, searched, deleted, restored', async () => {
  const name = `experiment ${newId()}`;
  const tags = [{ key: 'team', value: 'search' }];
  const created = await send('POST', 'experiments/create', {
    name,
    tags,
    artifact_location: 's3://bucket/x/',
  });
  const id = String(created.body.experiment_id);
  expect(await send('POST', 'experiments/create', { name })).toMatchObject({
    status: 400,
    body: { error_code: 'RESOURCE_ALREADY_EXISTS' },
  });
  expect(await send('GET', 'experiments/get-by-name', { experiment_name: name })).toMatchObject({
    status: 200,
    body: {
      experiment: { experiment_id: id, artifact_location: 's3://bucket/x/', lifecycle_stage: 'active', tags },
    },
  });
  for (const missing of [
    await send('GET', 'experiments/get-by-name', { experiment_name: 'nobody made this' }),
    await send('GET', 'experiments/get', { experiment_id: '99999' }),
    await send('GET', 'experiments/get', { experiment_id: 'abc' }),
    await send('GET', 'runs/get', { run_id: 'f'.repeat(32) }),
    await send('GET', 'runs/get', { run_id: 'abc' }),
  ]) {
    expect(missing).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } });
  }
  const renamed = `${name} 2`;
  await send('POST', 'experiments/update', { experiment_id: id, new_name: renamed });
  await send('POST', 'experiments/set-experiment-tag', { experiment_id: id, key: 'stage', value: 'b' });
  const search = async (view: string) => {
    const filter = `name LIKE '%${name.slice(-12)}%' AND tags.stage = 'b'`;
    const { body } = await send('POST', 'experiments/search', { view_type: view, max_results: 5, filter });
    return (body.experiments as { name: string }[]).map((experiment) => experiment.name);
  };
  expect(await search('ACTIVE_ONLY')).toEqual([renamed]);
  const runId = await startRun(send, id, 'r');
  expect((await send('GET', 'artifacts/list', { run_id: runId })).body).toEqual({
    root_uri: `s3://bucket/x/${runId}/artifacts`,
    files: [],
  });
  await send('POST', 'experiments/delete', { experiment_id: id });
  expect([await search('ACTIVE_ONLY'), await search('DELETED_ONLY')]).toEqual([[], [renamed]]);
  expect((await logMetric(send, runId, 'm', 1, 0)).body.error_code).toBe('INVALID_PARAMETER_VALUE');
  await send('POST', 'experiments/restore', { experiment_id: id });
  expect((await logMetric(send, runId, 'm', 1, 0)).status).toBe(200);
  expect((await send('POST', 'experiments/delete', { experiment_id: '0' })).status).toBe(400);
});

test('a run is deleted, kept apart, restored; a tag is deleted', async () => {
  const experimentId = await newExperiment();
  const runId = await startRun(send, experimentId, 'r');
  const names = async (view: string) => {
    const fields = { experiment_ids: [experimentId], run_view_type: view, max_results: 10 };
    return ((await send('POST', 'runs/search', fields)).body.runs as unknown[]).length;
  };
  await send('POST', 'runs/delete', { run_id: runId });
  expect([await names('ACTIVE_ONLY'), await names('DELETED_ONLY'), await names('ALL')]).toEqual([0, 1, 1]);
  await send('POST', 'runs/restore', { run_id: runId });
  expect(await names('ACTIVE_ONLY')).toBe(1);
  const tag = { run_id: runId, key: 'mlflow.user' };
  expect(await send('POST', 'runs/delete-tag', tag)).toEqual({ status: 200, body: {} });
  expect(await send('POST', 'runs/delete-tag', tag)).toMatchObject({ status: 404 });
  await send('POST', 'runs/set-tag', {
    run_uuid: runId,
    run_id: runId,
    key: 'mlflow.runName',
    value: 'renamed',
  });
  expect((await send('GET', 'runs/get', { run_id: runId })).body).toMatchObject({
    run: { info: { run_name: 'renamed', status: 'RUNNING' } },
  });
});

test('bad input is refused in MLflow’s words', async () => {
  const runId = await startRun(send, '0', 'bad');
  const many = (count: number) => Array.from({ length: count }, (_, n) => ({ key: `k${n}`, value: '1' }));
  const metric = { key: 'm', value: 1, timestamp: 1, step: 1 };
  const batches = [
    { params: many(101) },
    { tags: many(101) },
    { metrics: Array.from({ length: 1001 }, () => metric) },
    { metrics: Array.from({ length: 950 }, () => metric), params: many(60) },
    { metrics: [{ ...metric, value: 'high' }] },
    { metrics: [{ ...metric, value: true }] },
    { metrics: [{ ...metric, timestamp: -1 }] },
    { metrics: [{ ...metric, step: 1.5 }] },
    { metrics: [{ ...metric, key: '../m' }] },
    {
      params: [
        { key: 'a', value: '1' },
        { key: 'a', value: '1' },
      ],
    },
    { params: [{ key: 'a$', value: '1' }] },
    { tags: [{ key: 't', value: 'a\u0000b' }] },
    { tags: [{ key: 't', value: 'x'.repeat(1_100_000) }] },
  ];
  for (const batch of batches) {
    const answer = await send('POST', 'runs/log-batch', { run_id: runId, ...batch });
    expect([Object.keys(batch), answer]).toMatchObject([
      Object.keys(batch),
      { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.any(String) } },
    ]);
  }
  const { body } = await send('GET', 'runs/get', { run_id: runId });
  expect(body).toMatchObject({ run: { data: { metrics: [], params: [] } } });
  await send('POST', 'runs/log-parameter', { run_id: runId, key: 'long', value: 'x'.repeat(7000) });
  expect((await send('GET', 'runs/get', { run_id: runId })).body).toMatchObject({
    run: { data: { params: [{ key: 'long', value: 'x'.repeat(6000) }] } },
  });
  for (const unknown of [
    await send('POST', 'runs/log-inputs', { run_id: runId }),
    await send('GET', 'runs/create', {}),
    await send('POST', 'runs/constructor', {}),
  ]) {
    expect(unknown).toMatchObject({ status: 404, body: { error_code: 'ENDPOINT_NOT_FOUND' } });
  }
});
