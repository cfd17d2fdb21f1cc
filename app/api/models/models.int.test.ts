import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { closeEvents } from '../../../lib/platform/events.ts';
import { POST as validate } from '../chains/validate/route.ts';
import { PATCH as changeEndpoint, GET as readEndpoint } from '../endpoints/[name]/route.ts';
import { POST as addEndpoint, GET as endpoints } from '../endpoints/route.ts';
import { PUT as saveProvider } from '../providers/[name]/route.ts';
import { POST as tryProvider } from '../providers/[name]/test/route.ts';
import { GET as providers } from '../providers/route.ts';
import { DELETE as dropAlias, PUT as moveAlias } from './[name]/aliases/[alias]/route.ts';
import { GET as readModel } from './[name]/route.ts';
import { GET as readVersion } from './[name]/versions/[number]/route.ts';
import { POST as register } from './[name]/versions/route.ts';
import { POST as addModel, GET as models } from './route.ts';

let admin: Account;
let member: Account;
beforeAll(async () => {
  [admin, member] = await Promise.all([addAccount('owner'), addAccount('app-team')]);
});
afterAll(closeEvents);

const source = 'model:\n  provider: extractive\n  name: extractive-1\n';

test('from a first version to an endpoint, and back', async () => {
  const { cookie } = admin;
  const name = 'handbook';
  expect(await call(addModel, { cookie, json: { name } })).toMatchObject({ status: 201, body: { name } });
  const first = await call(register, { cookie, params: { name }, json: { source, description: 'first' } });
  expect(first).toMatchObject({ status: 201, body: { number: 1, unchangedFrom: null } });
  const again = await call(register, { cookie, params: { name }, json: { source } });
  expect(again.body).toMatchObject({ number: 2, unchangedFrom: 1 });
  const alias = { name, alias: 'champion' };
  const moved = await call(moveAlias, {
    cookie,
    method: 'PUT',
    params: alias,
    json: { version: 2, reason: 'ok' },
  });
  expect(moved).toMatchObject({ status: 200, body: { fromVersion: null, toVersion: 2 } });
  const servedEntities = [
    { name: 'main', target: { by: 'alias', model: name, alias: 'champion' }, trafficPercentage: 100 },
  ];
  const made = await call(addEndpoint, { cookie, json: { name: 'helper', servedEntities } });
  expect(made).toMatchObject({ status: 201, body: { config: 1, environment: 'production' } });
  const params = { name: 'helper' };
  const stale = { expectedConfig: 7, servedEntities };
  expect(await call(changeEndpoint, { cookie, method: 'PATCH', params, json: stale })).toMatchObject({
    status: 409,
  });
  const renamed = servedEntities.map((entity) => ({ ...entity, name: 'champion' }));
  const fresh = { expectedConfig: 1, servedEntities: renamed, reason: 'again' };
  expect(await call(changeEndpoint, { cookie, method: 'PATCH', params, json: fresh })).toMatchObject({
    status: 200,
    body: { config: 2 },
  });
  expect(await call(readEndpoint, { cookie, params })).toMatchObject({
    body: { history: [{ number: 2 }, { number: 1 }] },
  });
  expect(await call(dropAlias, { cookie, method: 'DELETE', params: alias })).toMatchObject({ status: 409 });
  expect(await call(readModel, { cookie, params: { name } })).toMatchObject({
    body: { endpoints: ['helper'], latestVersion: 2, aliases: [{ alias: 'champion', version: 2 }] },
  });
  const version = await call(readVersion, { cookie, params: { name, number: '1' } });
  expect(version).toMatchObject({ body: { model: name, chain: { model: { provider: 'extractive' } } } });
  expect(await call(models, { cookie })).toMatchObject({ body: { items: [{ name }] } });
  expect(await call(endpoints, { cookie })).toMatchObject({ body: { items: [{ name: 'helper' }] } });
});

test('validation answers with places, and with the document when all is well', async () => {
  const { cookie } = admin;
  const bad = await call(validate, { cookie, json: { source: `${source}colour: red\n` } });
  expect(bad).toMatchObject({ status: 200, body: { document: null, problems: [{ line: 4, column: 1 }] } });
  const good = await call(validate, { cookie, json: { source } });
  expect(good).toMatchObject({ status: 200, body: { document: { kind: 'chain' }, problems: [] } });
});

test('a 5 MB chain is refused', async () => {
  const json = { source: `# ${'x'.repeat(5_000_000)}\n${source}` };
  expect(await call(validate, { cookie: admin.cookie, json })).toMatchObject({ status: 413 });
  const params = { name: 'handbook' };
  expect(await call(register, { cookie: admin.cookie, params, json })).toMatchObject({ status: 413 });
});

test.each([
  [{ number: '0' }],
  [{ number: 'latest' }],
  [{ number: '1.5' }],
  [{ number: '99999999999999999999' }],
])('%o is no version number', async (params) => {
  const answer = await call(readVersion, { cookie: admin.cookie, params: { name: 'handbook', ...params } });
  expect([400, 404]).toContain(answer.status);
});

test('a key entered for a provider is never told again', async () => {
  const { cookie } = admin;
  const json = { baseUrl: 'https://llm.example.com/v1', apiKey: 'sk-told-once', models: [{ name: 'gpt' }] };
  const saved = await call(saveProvider, { cookie, method: 'PUT', params: { name: 'acme' }, json });
  expect(saved).toMatchObject({ status: 200, body: { name: 'acme', hasKey: true } });
  const listed = await call(providers, { cookie });
  expect(listed).toMatchObject({ body: { items: [{ name: 'extractive' }, { name: 'acme' }] } });
  expect(JSON.stringify([saved.body, listed.body])).not.toContain('sk-told-once');
  const tried = await call(tryProvider, { cookie, params: { name: 'extractive' }, json: {} });
  expect(tried).toMatchObject({ status: 200, body: { ok: true } });
});

test('a member may do none of this; nobody may without signing in', async () => {
  const { cookie } = member;
  const params = { name: 'handbook', number: '1', alias: 'champion' };
  const refused = [
    await call(models, { cookie }),
    await call(addModel, { cookie, json: { name: 'mine' } }),
    await call(readModel, { cookie, params }),
    await call(register, { cookie, params, json: { source } }),
    await call(moveAlias, { cookie, method: 'PUT', params, json: { version: 1 } }),
    await call(dropAlias, { cookie, method: 'DELETE', params }),
    await call(validate, { cookie, json: { source } }),
    await call(endpoints, { cookie }),
    await call(providers, { cookie }),
  ];
  expect(refused.map((answer) => answer.status)).toEqual(refused.map(() => 403));
  expect(await call(models)).toMatchObject({ status: 401 });
});
