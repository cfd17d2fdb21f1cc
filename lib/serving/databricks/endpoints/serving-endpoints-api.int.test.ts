import '../../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUT as putGateway } from '../../../../app/api/2.0/serving-endpoints/[name]/ai-gateway/route.ts';
import { PUT as putConfig } from '../../../../app/api/2.0/serving-endpoints/[name]/config/route.ts';
import { GET as get, DELETE as remove } from '../../../../app/api/2.0/serving-endpoints/[name]/route.ts';
import { POST as create, GET as list } from '../../../../app/api/2.0/serving-endpoints/route.ts';
import { POST as invocations } from '../../../../app/serving-endpoints/[name]/invocations/route.ts';
import { type Account, addAccount, call } from '../../../../e2e/support/accounts.ts';
import { ask, openDatabricks } from '../../../../e2e/support/databricks-api.ts';
import {
  legacyConfig,
  mlflowExternal,
  sdkChatQuery,
  sdkCreate,
} from '../../../../e2e/support/databricks-shapes.ts';
import { change, moveChampion } from '../../../../e2e/support/endpoints.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../../../e2e/support/fake-openai.ts';
import { admin, newModel } from '../../../../e2e/support/registry.ts';
import { createApiKey } from '../../../access/index.ts';
import { createApiKeySchema } from '../../../access/schemas.ts';
import { deriveEnv } from '../../../platform/env.ts';
import { closeEvents } from '../../../platform/events.ts';
import { newId } from '../../../platform/ids.ts';
import { getEndpoint } from '../../endpoints/get-endpoint.ts';

const secret = 'sk-upstream-secret-that-nobody-may-read-again';
let fake: FakeOpenAi;
let model: string;
let viewer: Account;
let member: Account;

beforeAll(async () => {
  deriveEnv({ SLIPWAY_EGRESS_ALLOW: '127.0.0.1' });
  await openDatabricks();
  fake = await startFakeOpenAi({ apiKey: secret });
  model = await newModel(3);
  await moveChampion(model, 2);
  viewer = await addAccount('data-scientist');
  member = await addAccount('app-team');
});
afterAll(async () => {
  await fake.stop();
  await closeEvents();
});

const newName = () => `e-${newId()}`;

const entities = async (name: string) => (await getEndpoint(admin, name)).servedEntities;

async function created(): Promise<string> {
  const name = newName();
  expect(await ask(create, 'POST', null, sdkCreate(name, model))).toMatchObject({ status: 200 });
  return name;
}

describe('created as the SDK does', () => {
  test('one entity without routes gets everything; what waiting clients look at is there', async () => {
    const name = newName();
    const { status, body } = await ask(create, 'POST', null, sdkCreate(name, model));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name,
      state: { ready: 'READY', config_update: 'NOT_UPDATING' },
      permission_level: 'CAN_MANAGE',
      task: 'llm/v1/chat',
      creator: expect.any(String),
      creation_timestamp: expect.any(Number),
      config: {
        config_version: 1,
        served_entities: [
          {
            name: `${model}-1`,
            entity_name: model,
            entity_version: '1',
            workload_size: 'Small',
            scale_to_zero_enabled: true,
            state: { deployment: 'DEPLOYMENT_READY' },
          },
        ],
        served_models: [{ name: `${model}-1`, model_name: model, model_version: '1' }],
        traffic_config: { routes: [{ served_model_name: `${model}-1`, traffic_percentage: 100 }] },
      },
    });
    const { notes } = (body as { slipway: { notes: string[] } }).slipway;
    expect(notes.map((note) => note.split(':')[0]).sort()).toEqual([
      'auto_capture_config',
      'environment_vars',
      'tags',
      'workload_type',
    ]);
    expect(await ask(get, 'GET', name)).toMatchObject({ status: 200, body: { name } });
    const all = (await ask(list, 'GET', null)).body as { endpoints: { name: string }[] };
    expect(all.endpoints.map((endpoint) => endpoint.name)).toContain(name);
  });

  test('a taken name, and a version that is not there', async () => {
    const name = await created();
    expect(await ask(create, 'POST', null, sdkCreate(name, model))).toMatchObject({
      status: 409,
      body: { error_code: 'RESOURCE_ALREADY_EXISTS' },
    });
    const config = { served_entities: [{ entity_name: model, entity_version: '99' }] };
    expect(await ask(putConfig, 'PUT', name, config)).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining('99') },
    });
  });
});

describe('configurations', () => {
  test('the older served_models with routes', async () => {
    const name = await created();
    const { status, body } = await ask(putConfig, 'PUT', name, legacyConfig(model));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      config: {
        config_version: 2,
        traffic_config: {
          routes: [
            { served_entity_name: 'current', traffic_percentage: 90 },
            { served_entity_name: 'challenger', traffic_percentage: 10 },
          ],
        },
      },
    });
    expect(await entities(name)).toMatchObject([
      { name: 'current', trafficPercentage: 90, target: { by: 'version', model, version: 1 } },
      {
        name: 'challenger',
        trafficPercentage: 10,
        workload: { workloadSize: 'Medium', scaleToZeroEnabled: true },
      },
    ]);
  });

  test('routes alone move the traffic and keep the entities', async () => {
    const name = await created();
    await ask(putConfig, 'PUT', name, legacyConfig(model));
    const routes = [{ served_entity_name: 'challenger', traffic_percentage: 100 }];
    expect((await ask(putConfig, 'PUT', name, { traffic_config: { routes } })).status).toBe(200);
    expect((await entities(name)).map(({ trafficPercentage }) => trafficPercentage)).toEqual([0, 100]);
  });

  test.each([
    ['@champion', { by: 'alias', alias: 'champion' }, '@champion'],
    ['Development', { by: 'stage', stage: 'development' }, 'development'],
  ])('%s is followed, and told as it was said', async (entity_version, target, told) => {
    const name = await created();
    const served_entities = [{ name: 'main', entity_name: model, entity_version }];
    const { body } = await ask(putConfig, 'PUT', name, { served_entities });
    expect(body).toMatchObject({ config: { served_entities: [{ entity_version: told }] } });
    expect((await entities(name))[0]?.target).toMatchObject(target);
  });

  test('what Databricks has no word for stays on entities that keep their name', async () => {
    const name = await created();
    const [only] = await entities(name);
    if (only === undefined) throw new Error('no entity');
    const { resolvedVersion: _version, problem: _problem, ...plain } = only;
    await change(name, 1, { servedEntities: [{ ...plain, timeoutMs: 4000, maxConcurrency: 3 }] });
    const served_entities = [{ name: only.name, entity_name: model, entity_version: '3' }];
    await ask(putConfig, 'PUT', name, { served_entities });
    expect(await entities(name)).toMatchObject([
      { target: { version: 3 }, timeoutMs: 4000, maxConcurrency: 3, trafficPercentage: 100 },
    ]);
  });

  test('what GET told may be sent back', async () => {
    const name = await created();
    await ask(putConfig, 'PUT', name, legacyConfig(model));
    const { config } = (await ask(get, 'GET', name)).body as { config: Record<string, unknown> };
    const before = await entities(name);
    expect((await ask(putConfig, 'PUT', name, config)).status).toBe(200);
    expect(await entities(name)).toEqual(before);
  });

  test('a change made from another configuration is refused', async () => {
    const name = await created();
    await ask(putConfig, 'PUT', name, legacyConfig(model));
    expect(await ask(putConfig, 'PUT', name, { ...legacyConfig(model), config_version: 1 })).toMatchObject({
      status: 409,
      body: { error_code: 'RESOURCE_CONFLICT' },
    });
  });

  test.each([
    ['a route to nobody', [{ served_model_name: 'nobody', traffic_percentage: 100 }], /"nobody"/],
    ['a sum of 90', [{ served_model_name: 'current', traffic_percentage: 90 }], /sum to 90/],
    ['no routes', undefined, /no routes/],
  ])('%s', async (_name, routes, message) => {
    const name = await created();
    const body = { ...legacyConfig(model), traffic_config: { routes } };
    expect(await ask(putConfig, 'PUT', name, body)).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringMatching(message) },
    });
  });
});

describe('the AI gateway', () => {
  test('fallbacks follow the list, also when the list changes', async () => {
    const name = await created();
    const fallbacks = async () => (await entities(name)).map((entity) => entity.fallbacks);
    const fallback_config = { enabled: true };
    expect(await ask(putGateway, 'PUT', name, { fallback_config })).toMatchObject({ status: 400 });
    await ask(putConfig, 'PUT', name, legacyConfig(model));
    const usage_tracking_config = { enabled: true };
    expect(await ask(putGateway, 'PUT', name, { fallback_config, usage_tracking_config })).toMatchObject({
      status: 200,
      body: { fallback_config: { enabled: true }, usage_tracking_config: { enabled: true } },
    });
    expect(await fallbacks()).toEqual([['challenger'], []]);
    const { served_models, traffic_config } = legacyConfig(model);
    const third = { name: 'third', model_name: model, model_version: '3' };
    await ask(putConfig, 'PUT', name, { served_models: [...served_models, third], traffic_config });
    expect(await fallbacks()).toEqual([['challenger', 'third'], ['third'], []]);
    await ask(putGateway, 'PUT', name, { fallback_config: { enabled: false } });
    expect(await fallbacks()).toEqual([[], [], []]);
  });

  test.each([
    ['rate limits', { rate_limits: [{ calls: 10, renewal_period: 'minute' }] }],
    ['guardrails', { guardrails: { input: { pii: { behavior: 'BLOCK' } } } }],
    ['no tracking', { usage_tracking_config: { enabled: false } }],
    ['no log', { inference_table_config: { enabled: false } }],
  ])('%s are refused rather than forgotten', async (_name, gateway) => {
    const name = await created();
    const refusal = { status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } };
    expect(await ask(putGateway, 'PUT', name, gateway)).toMatchObject(refusal);
    const other = newName();
    expect(
      await ask(create, 'POST', null, { ...sdkCreate(other, model), ai_gateway: gateway }),
    ).toMatchObject(refusal);
    expect((await ask(get, 'GET', other)).status).toBe(404);
  });
});

describe('who may', () => {
  test('everything is unknown under an unknown name', async () => {
    for (const [handler, method, json] of [
      [get, 'GET', undefined],
      [remove, 'DELETE', undefined],
      [putConfig, 'PUT', legacyConfig(model)],
      [putGateway, 'PUT', { fallback_config: { enabled: false } }],
    ] as const) {
      expect(await ask(handler, method, 'No_Such', json)).toMatchObject({
        status: 404,
        body: { error_code: 'RESOURCE_DOES_NOT_EXIST' },
      });
    }
  });

  test('a key made for one endpoint knows no other', async () => {
    const [mine, other] = [await created(), await created()];
    const owner = await addAccount('owner');
    const permissions = ['endpoints.read', 'endpoints.write', 'endpoints.query'];
    const input = createApiKeySchema.parse({ name: 'one', permissions, endpoints: [mine] });
    const { value } = await createApiKey(owner.caller, input);
    const limited = { key: value };
    const refused = { status: 403, body: { error_code: 'PERMISSION_DENIED' } };
    const all = (await ask(list, 'GET', null, undefined, limited)).body as { endpoints: { name: string }[] };
    expect(all.endpoints.map(({ name }) => name)).toEqual([mine]);
    expect((await ask(get, 'GET', mine, undefined, limited)).status).toBe(200);
    expect(await ask(get, 'GET', other, undefined, limited)).toMatchObject(refused);
    expect(await ask(remove, 'DELETE', other, undefined, limited)).toMatchObject(refused);
    expect(await ask(putConfig, 'PUT', other, legacyConfig(model), limited)).toMatchObject(refused);
    const fallback_config = { enabled: false };
    expect(await ask(putGateway, 'PUT', other, { fallback_config }, limited)).toMatchObject(refused);
    expect(await ask(create, 'POST', null, sdkCreate(newName(), model), limited)).toMatchObject(refused);
    expect(await ask(invocations, 'POST', other, sdkChatQuery, limited)).toMatchObject(refused);
  });

  test('viewers read, and see no addresses; members and their keys only ask', async () => {
    const name = newName();
    await ask(create, 'POST', null, mlflowExternal(name, fake.url, secret));
    const asViewer = { params: { name }, cookie: viewer.cookie, method: 'GET' };
    const seen = await call(get, asViewer);
    expect(seen).toMatchObject({ status: 200, body: { permission_level: 'CAN_VIEW' } });
    expect(JSON.stringify(seen.body)).not.toContain(fake.url);
    const refused = { status: 403, body: { error_code: 'PERMISSION_DENIED' } };
    expect(await call(remove, { ...asViewer, method: 'DELETE' })).toMatchObject(refused);
    const { value } = await createApiKey(member.caller, createApiKeySchema.parse({ name: 'app' }));
    expect(await ask(get, 'GET', name, undefined, { key: value })).toMatchObject(refused);
    expect(await ask(putConfig, 'PUT', name, legacyConfig(model), { key: value })).toMatchObject(refused);
    expect(await ask(create, 'POST', null, sdkCreate(newName(), model), { key: value })).toMatchObject(
      refused,
    );
    expect((await ask(invocations, 'POST', name, sdkChatQuery, { key: value })).status).toBe(200);
    expect((await call(list, {})).status).toBe(401);
  });
});
