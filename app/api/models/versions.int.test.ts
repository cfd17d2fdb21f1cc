import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { newModel } from '../../../e2e/support/registry.ts';
import { closeEvents } from '../../../lib/platform/events.ts';
import { GET as compare } from './[name]/compare/route.ts';
import { PATCH as changeModel, DELETE as dropModel, GET as readModel } from './[name]/route.ts';
import { GET as preview, POST as promote } from './[name]/versions/[number]/promotion/route.ts';
import { POST as restore } from './[name]/versions/[number]/restore/route.ts';
import {
  PATCH as changeVersion,
  DELETE as dropVersion,
  GET as readVersion,
} from './[name]/versions/[number]/route.ts';
import { POST as move } from './[name]/versions/[number]/stage/route.ts';
import { POST as register } from './[name]/versions/route.ts';

let admin: Account;
let member: Account;
beforeAll(async () => {
  [admin, member] = await Promise.all([addAccount('owner'), addAccount('app-team')]);
});
afterAll(closeEvents);

test('a registered version is tried, and what failed is told', async () => {
  const { cookie } = admin;
  const params = { name: await newModel() };
  const model = { provider: 'extractive', name: 'extractive-1' };
  const document = { kind: 'prompt', prompt: {}, model };
  const good = await call(register, { cookie, params, json: { document, tags: { team: 'a' } } });
  expect(good).toMatchObject({ status: 201, body: { form: 'prompt', notices: [], tags: { team: 'a' } } });
  expect(good.body).toMatchObject({ dryRun: { status: 'passed' }, lineage: { source: { kind: 'new' } } });
  const input = { example: { question: 'Why?', inputs: { unknown: 'variable' } } };
  const bad = await call(register, { cookie, params, json: { document: { ...document, input } } });
  expect(bad.status).toBeGreaterThanOrEqual(400);
  expect(await call(readModel, { cookie, params })).toMatchObject({ body: { latestVersion: 1 } });
});

test('descriptions, tags, stages, deletion and restoration', async () => {
  const { cookie } = admin;
  const name = await newModel(2);
  const params = { name, number: '2' };
  const described = await call(changeVersion, {
    cookie,
    method: 'PATCH',
    params,
    json: { description: 'Better.' },
  });
  expect(described).toMatchObject({ status: 200, body: { description: 'Better.', tags: {} } });
  const tagged = await call(changeModel, { cookie, method: 'PATCH', params, json: { tags: { team: 'a' } } });
  expect(tagged).toMatchObject({ status: 200, body: { tags: { team: 'a' } } });
  const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, '']));
  for (const json of [{ tags: { 'no spaces': '' } }, { tags: tooMany }]) {
    expect(await call(changeModel, { cookie, method: 'PATCH', params, json })).toMatchObject({ status: 400 });
  }
  const moved = await call(move, { cookie, params, json: { stage: 'staging', ticket: 'CHG-1' } });
  expect(moved).toMatchObject({ status: 200, body: { items: [{ version: 2, toStage: 'staging' }] } });
  expect(await call(move, { cookie, params, json: { stage: 'live' } })).toMatchObject({ status: 400 });
  expect(await call(dropVersion, { cookie, method: 'DELETE', params })).toMatchObject({ status: 409 });
  const first = { name, number: '1' };
  const path = '/?reason=Unused&ticket=CHG-2';
  expect(await call(dropVersion, { cookie, method: 'DELETE', params: first, path })).toMatchObject({
    status: 204,
  });
  expect(await call(restore, { cookie, params: first, json: {} })).toMatchObject({
    status: 200,
    body: { number: 1, deletedAt: null },
  });
  expect(await call(readModel, { cookie, params })).toMatchObject({
    body: { deletions: [{ deleted: false }, { deleted: true, reason: 'Unused', ticket: 'CHG-2' }] },
  });
  expect(await call(dropModel, { cookie, method: 'DELETE', params })).toMatchObject({ status: 409 });
  const empty = { name: await newModel() };
  expect(await call(dropModel, { cookie, method: 'DELETE', params: empty })).toMatchObject({ status: 204 });
});

test('two versions are compared in words', async () => {
  const { cookie } = admin;
  const params = { name: await newModel(2) };
  const compared = await call(compare, { cookie, params, path: '/?from=1&to=2' });
  expect(compared).toMatchObject({
    status: 200,
    body: {
      from: { number: 1 },
      to: { number: 2 },
      differences: [{ part: 'model', path: 'model.parameters.maxOutputTokens', before: '1', after: '2' }],
    },
  });
  expect(await call(compare, { cookie, params, path: '/?from=1' })).toMatchObject({ status: 400 });
  expect(await call(compare, { cookie, params, path: '/?from=1&to=9' })).toMatchObject({ status: 404 });
});

test('a promotion is previewed, needs a ticket for production, and is made', async () => {
  const { cookie } = admin;
  const params = { name: await newModel(1), number: '1' };
  const seen = await call(preview, { cookie, params, path: '/?to=production' });
  expect(seen).toMatchObject({ status: 200, body: { current: null, to: 'production', wouldArchive: [] } });
  const json = { to: 'production', expectedCurrent: null, reason: 'It works.' };
  expect(await call(promote, { cookie, params, json })).toMatchObject({ status: 400 });
  const made = await call(promote, { cookie, params, json: { ...json, ticket: 'CHG-3' } });
  expect(made).toMatchObject({ status: 200, body: { previous: null, version: 1 } });
  expect(await call(readVersion, { cookie, params })).toMatchObject({ body: { stage: 'production' } });
  expect(await call(preview, { cookie, params, path: '/?to=development' })).toMatchObject({ status: 400 });
});

test('a member may do none of this', async () => {
  const { cookie } = member;
  const params = { name: await newModel(1), number: '1' };
  const refused = [
    await call(changeModel, { cookie, method: 'PATCH', params, json: {} }),
    await call(dropModel, { cookie, method: 'DELETE', params }),
    await call(changeVersion, { cookie, method: 'PATCH', params, json: {} }),
    await call(dropVersion, { cookie, method: 'DELETE', params }),
    await call(restore, { cookie, params, json: {} }),
    await call(move, { cookie, params, json: { stage: 'staging' } }),
    await call(compare, { cookie, params, path: '/?from=1&to=1' }),
    await call(preview, { cookie, params, path: '/?to=staging' }),
    await call(promote, { cookie, params, json: { to: 'staging', expectedCurrent: null } }),
  ];
  expect(refused.map((answer) => answer.status)).toEqual(refused.map(() => 403));
});
