import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAccount } from '../../../e2e/support/accounts.ts';
import { mlflowSender, type Send } from '../../../e2e/support/mlflow-client.ts';
import { chainWith } from '../../../e2e/support/registry.ts';
import { createApiKey, type Permission } from '../../access/index.ts';
import { createApiKeySchema } from '../../access/schemas.ts';
import { toYaml } from '../../chain/index.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';

let send: Send;
let readOnly: Send;

beforeAll(async () => {
  const admin = await addAccount('owner');
  const sender = async (permissions: Permission[]) => {
    const { value } = await createApiKey(
      admin.caller,
      createApiKeySchema.parse({ name: 'mlflow', permissions }),
    );
    return mlflowSender(`Bearer ${value}`);
  };
  send = await sender(['models.read', 'models.write', 'models.promote']);
  readOnly = await sender(['models.read']);
});
afterAll(closeEvents);

const document = (n: number) => ({ key: 'slipway.document', value: toYaml(chainWith(n)) });

async function newModel(prefix = 'model'): Promise<string> {
  const name = `${prefix}-${newId()}`;
  expect((await send('POST', 'registered-models/create', { name })).status).toBe(200);
  return name;
}

async function newVersion(name: string, n: number, more: Record<string, unknown> = {}) {
  const fields = { name, source: 'slipway:/document', tags: [document(n)], ...more };
  const answer = await send('POST', 'model-versions/create', fields);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.model_version;
}

test('register_model, transition, alias, read back', async () => {
  const name = await newModel();
  const runId = 'ab'.repeat(16);
  const created = await newVersion(name, 1, {
    run_id: runId,
    description: 'First.',
    tags: [{ key: 'team', value: 'search' }, document(1)],
  });
  expect(created).toEqual({
    name,
    version: '1',
    creation_timestamp: expect.any(Number),
    last_updated_timestamp: expect.any(Number),
    user_id: 'mlflow',
    current_stage: 'None',
    description: 'First.',
    source: `slipway:/${name}/1`,
    run_id: runId,
    run_link: '',
    status: 'READY',
    status_message: '',
    tags: [{ key: 'team', value: 'search' }],
    aliases: [],
  });
  await newVersion(name, 2);
  const moved = await send('POST', 'model-versions/transition-stage', {
    name,
    version: '1',
    stage: 'Production',
    archive_existing_versions: true,
  });
  expect(moved.body.model_version).toMatchObject({ version: '1', current_stage: 'Production' });
  await send('POST', 'model-versions/transition-stage', { name, version: '2', stage: 'staging' });
  expect(await send('POST', 'registered-models/alias', { name, alias: 'champion', version: '1' })).toEqual({
    status: 200,
    body: {},
  });
  expect((await send('GET', 'registered-models/alias', { name, alias: 'champion' })).body).toMatchObject({
    model_version: { version: '1', aliases: ['champion'] },
  });
  expect((await send('GET', 'registered-models/get', { name })).body).toMatchObject({
    registered_model: {
      name,
      latest_versions: [
        { version: '2', current_stage: 'Staging' },
        { version: '1', current_stage: 'Production' },
      ],
      aliases: [{ alias: 'champion', version: '1' }],
    },
  });
  for (const method of ['GET', 'POST'] as const) {
    const { body } = await send(method, 'registered-models/get-latest-versions', {
      name,
      stages: ['Production'],
    });
    expect(body).toMatchObject({ model_versions: [{ version: '1' }] });
  }
  expect((await send('GET', 'model-versions/get-download-uri', { name, version: '1' })).body).toEqual({
    artifact_uri: `slipway:/${name}/1`,
  });
  await send('DELETE', 'registered-models/alias', { name, alias: 'champion' });
  expect(await send('DELETE', 'registered-models/alias', { name, alias: 'champion' })).toMatchObject({
    status: 200,
  });
  expect(await send('GET', 'registered-models/alias', { name, alias: 'champion' })).toMatchObject({
    status: 404,
  });
});

test('copy_model_version: by number, by alias, from what get-download-uri says', async () => {
  const [from, to] = [await newModel(), await newModel()];
  await newVersion(from, 5);
  await send('POST', 'registered-models/alias', { name: from, alias: 'best', version: '1' });
  for (const source of [`models:/${from}/1`, `models:/${from}@best`, `slipway:/${from}/1`]) {
    const { body } = await send('POST', 'model-versions/create', { name: to, source });
    expect(body).toMatchObject({ model_version: { source: `models:/${from}/1`, run_id: '' } });
  }
  const missing = await send('POST', 'model-versions/create', { name: to, source: `models:/${from}/9` });
  expect(missing).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } });
});

test('what makes no version is refused with what to send', async () => {
  const name = await newModel();
  const create = (fields: Record<string, unknown>) =>
    send('POST', 'model-versions/create', { name, ...fields });
  for (const source of [
    's3://bucket/model',
    'runs:/abc/model',
    'models:/x',
    'models:/m-123/extra/more',
    '',
  ]) {
    expect(await create({ source })).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('slipway.document') },
    });
  }
  const broken = {
    key: 'slipway.document',
    value: 'kind: prompt\nmodel: {provider: nobody, name: x}\nprompt: {}',
  };
  expect(await create({ source: 'x', tags: [broken] })).toMatchObject({
    status: 400,
    body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('nobody') },
  });
  expect((await send('GET', 'model-versions/get', { name, version: '1' })).status).toBe(404);
});

test('names that MLflow would take and we do not', async () => {
  for (const name of ['My Model', 'a/b', 'x'.repeat(64), '']) {
    expect(await send('POST', 'registered-models/create', { name })).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('lower-case') },
    });
  }
  expect((await send('GET', 'registered-models/get', { name: 'My Model' })).status).toBe(404);
  const name = await newModel();
  expect(await send('POST', 'registered-models/create', { name })).toMatchObject({
    status: 400,
    body: { error_code: 'RESOURCE_ALREADY_EXISTS' },
  });
  await newVersion(name, 1);
  for (const alias of ['v1', 'Champion', 'a b']) {
    const answer = await send('POST', 'registered-models/alias', { name, alias, version: '1' });
    expect(answer).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
  }
  const renamed = await send('POST', 'registered-models/rename', { name, new_name: 'other' });
  expect(renamed).toMatchObject({ status: 400, body: { message: expect.stringContaining('models:/') } });
});

test('descriptions, tags and deletions', async () => {
  const name = await newModel();
  await newVersion(name, 1);
  await newVersion(name, 2);
  const described = await send('PATCH', 'registered-models/update', { name, description: 'Answers.' });
  expect(described.body).toMatchObject({ registered_model: { description: 'Answers.' } });
  const changed = await send('PATCH', 'model-versions/update', { name, version: '1', description: 'Old.' });
  expect(changed.body).toMatchObject({ model_version: { description: 'Old.' } });
  // Each sets one tag and leaves the others: none may be lost when they come at once.
  const keys = ['a', 'b', 'c', 'd'];
  await Promise.all(keys.map((key) => send('POST', 'registered-models/set-tag', { name, key, value: key })));
  await Promise.all(
    keys.map((key) => send('POST', 'model-versions/set-tag', { name, version: '1', key, value: key })),
  );
  await send('DELETE', 'registered-models/delete-tag', { name, key: 'b' });
  await send('DELETE', 'model-versions/delete-tag', { name, version: '1', key: 'b' });
  const tags = ['a', 'c', 'd'].map((key) => ({ key, value: key }));
  const sorted = (list: unknown) => (list as { key: string }[]).toSorted((x, y) => (x.key < y.key ? -1 : 1));
  const model = (await send('GET', 'registered-models/get', { name })).body.registered_model;
  const version = (await send('GET', 'model-versions/get', { name, version: '1' })).body.model_version;
  expect([sorted((model as { tags: unknown }).tags), sorted((version as { tags: unknown }).tags)]).toEqual([
    tags,
    tags,
  ]);
  expect(await send('DELETE', 'model-versions/delete', { name, version: '2' })).toEqual({
    status: 200,
    body: {},
  });
  for (const gone of [
    await send('GET', 'model-versions/get', { name, version: '2' }),
    await send('POST', 'model-versions/set-tag', { name, version: '2', key: 'a', value: 'b' }),
    await send('PATCH', 'model-versions/update', { name, version: '2', description: 'x' }),
  ]) {
    expect(gone).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } });
  }
  expect(await send('DELETE', 'registered-models/delete', { name })).toMatchObject({
    status: 409,
    body: { error_code: 'RESOURCE_CONFLICT' },
  });
  const empty = await newModel();
  expect(await send('DELETE', 'registered-models/delete', { name: empty })).toEqual({
    status: 200,
    body: {},
  });
  expect((await send('GET', 'registered-models/get', { name: empty })).status).toBe(404);
});

test('searches of models and versions: filters, orders, pages', async () => {
  const prefix = `s${newId().slice(-12)}`;
  const names = [];
  for (let n = 0; n < 5; n++) names.push(await newModel(prefix));
  const first = names[0] ?? '';
  await newVersion(first, 1, { run_id: 'run-x' });
  await newVersion(first, 2);
  await send('POST', 'registered-models/set-tag', { name: first, key: 'kind', value: 'rag' });
  const models = async (fields: Record<string, unknown>) => {
    const found: string[] = [];
    let token: unknown;
    do {
      const page = token === undefined ? {} : { page_token: token };
      const { body } = await send('GET', 'registered-models/search', { ...fields, ...page });
      found.push(...(body.registered_models as { name: string }[]).map((model) => model.name));
      token = body.next_page_token;
    } while (token !== undefined);
    return found;
  };
  const filter = `name LIKE '${prefix}%'`;
  expect(await models({ filter, max_results: 2 })).toEqual(names.toSorted());
  expect(await models({ filter, max_results: 2, order_by: ['name DESC'] })).toEqual(
    names.toSorted().reverse(),
  );
  expect(await models({ filter: `name ILIKE '${prefix.toUpperCase()}%' AND tags.kind = 'rag'` })).toEqual([
    first,
  ]);
  expect(await models({ filter: `name = '${first}'` })).toEqual([first]);
  expect(await send('GET', 'registered-models/search', { filter: 'name' })).toMatchObject({ status: 400 });
  const versions = async (fields: Record<string, unknown>) => {
    const { body } = await send('GET', 'model-versions/search', fields);
    return (body.model_versions as { version: string }[]).map(({ version }) => version);
  };
  expect(await versions({ filter: `name='${first}'` })).toEqual(['2', '1']);
  expect(await versions({ filter: `name='${first}'`, order_by: ['version_number ASC'] })).toEqual(['1', '2']);
  expect(await versions({ filter: `run_id = 'run-x' and name = '${first}'` })).toEqual(['1']);
  expect(await versions({ filter: `name='${first}' AND version_number > 1` })).toEqual(['2']);
});

test('a key that may only read changes nothing', async () => {
  const name = await newModel();
  await newVersion(name, 1);
  const version = { name, version: '1' };
  const refused = [
    await readOnly('POST', 'registered-models/create', { name: 'x' }),
    await readOnly('PATCH', 'registered-models/update', { name }),
    await readOnly('DELETE', 'registered-models/delete', { name }),
    await readOnly('POST', 'registered-models/set-tag', { name, key: 'a', value: 'b' }),
    await readOnly('DELETE', 'registered-models/delete-tag', { name, key: 'a' }),
    await readOnly('POST', 'registered-models/alias', { ...version, alias: 'a' }),
    await readOnly('DELETE', 'registered-models/alias', { name, alias: 'a' }),
    await readOnly('POST', 'model-versions/create', { name, source: 'x' }),
    await readOnly('PATCH', 'model-versions/update', version),
    await readOnly('DELETE', 'model-versions/delete', version),
    await readOnly('POST', 'model-versions/transition-stage', { ...version, stage: 'Staging' }),
    await readOnly('POST', 'model-versions/set-tag', { ...version, key: 'a', value: 'b' }),
  ];
  expect(refused.map(({ status, body }) => [status, body.error_code])).toEqual(
    refused.map(() => [403, 'PERMISSION_DENIED']),
  );
  expect((await readOnly('GET', 'model-versions/get', version)).status).toBe(200);
});
