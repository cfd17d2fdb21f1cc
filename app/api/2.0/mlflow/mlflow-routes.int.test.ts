import '../../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, addAccount, call } from '../../../../e2e/support/accounts.ts';
import { newModel } from '../../../../e2e/support/registry.ts';
import { closeEvents } from '../../../../lib/platform/events.ts';
import { GET as readRun } from '../../runs/[id]/route.ts';
import { POST as anything } from './[...path]/route.ts';
import { GET as artifacts } from './artifacts/[verb]/route.ts';
import { GET as experiments } from './experiments/[verb]/route.ts';
import { GET as metrics } from './metrics/[verb]/route.ts';
import { POST as changeVersions, GET as versions } from './model-versions/[verb]/route.ts';
import { GET as models } from './registered-models/[verb]/route.ts';
import { POST as changeRuns, GET as runs } from './runs/[verb]/route.ts';

let admin: Account;
let member: Account;
let viewer: Account;
beforeAll(async () => {
  [admin, member, viewer] = await Promise.all([
    addAccount('owner'),
    addAccount('app-team'),
    addAccount('stakeholder'),
  ]);
});
afterAll(closeEvents);

test('a version registered from a run is tried by a real dry run, and the run shows it', async () => {
  const { cookie } = admin;
  const created = await call(changeRuns, {
    cookie,
    params: { verb: 'create' },
    json: { experiment_id: '0' },
  });
  const { info } = (created.body as { run: { info: { run_id: string } } }).run;
  const name = await newModel();
  const document = { kind: 'prompt', prompt: {}, model: { provider: 'extractive', name: 'extractive-1' } };
  const create = (tag: unknown) => {
    const json = { name, source: 'slipway:/document', run_id: info.run_id, tags: [tag] };
    return call(changeVersions, { cookie, params: { verb: 'create' }, json });
  };
  const good = await create({ key: 'slipway.document', value: JSON.stringify(document) });
  expect(good).toMatchObject({ status: 200, body: { model_version: { version: '1', run_id: info.run_id } } });
  const failing = { ...document, input: { example: { question: 'Why?', inputs: { unknown: 'variable' } } } };
  expect(await create({ key: 'slipway.document', value: JSON.stringify(failing) })).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE' },
  });
  expect(await call(readRun, { cookie, params: { id: info.run_id } })).toMatchObject({
    status: 200,
    body: { versions: [{ model: name, version: 1, stage: 'development' }] },
  });
});

test('members and viewers are refused everywhere, strangers before that', async () => {
  const ask = (cookie?: string) =>
    Promise.all([
      call(models, { cookie, params: { verb: 'search' } }),
      call(versions, { cookie, params: { verb: 'search' } }),
      call(experiments, { cookie, params: { verb: 'search' } }),
      call(runs, { cookie, params: { verb: 'get' }, path: `/?run_id=${'0'.repeat(32)}` }),
      call(metrics, { cookie, params: { verb: 'get-history' } }),
      call(artifacts, { cookie, params: { verb: 'list' } }),
      call(changeRuns, { cookie, params: { verb: 'create' }, json: {} }),
      call(changeVersions, { cookie, params: { verb: 'create' }, json: {} }),
    ]);
  for (const { cookie } of [member, viewer]) {
    const codes = (await ask(cookie)).map(({ status, body }) => [
      status,
      (body as { error_code: string }).error_code,
    ]);
    expect(codes).toEqual(codes.map(() => [403, 'PERMISSION_DENIED']));
  }
  expect((await ask()).map(({ status }) => status)).toEqual(Array(8).fill(401));
});

test('another site cannot write with the session of a person; what is not there says so', async () => {
  const { cookie } = admin;
  const headers = { origin: 'https://evil.example' };
  const forged = await call(changeRuns, { cookie, params: { verb: 'create' }, json: {}, headers });
  expect(forged).toMatchObject({ status: 403, body: { error_code: 'PERMISSION_DENIED' } });
  const unknown = await call(anything, {
    cookie,
    path: '/api/2.0/mlflow/logged-models/search',
    params: { path: ['logged-models', 'search'] },
    json: {},
  });
  expect(unknown).toMatchObject({ status: 404, body: { error_code: 'ENDPOINT_NOT_FOUND' } });
  const text = await changeRuns(
    new Request('http://slipway.test/', {
      method: 'POST',
      headers: { cookie, host: 'slipway.test', origin: 'http://slipway.test' },
      body: '{}',
    }),
    { params: Promise.resolve({ verb: 'create' }) },
  );
  expect([text.status, await text.json()]).toMatchObject([400, { error_code: 'BAD_REQUEST' }]);
});
