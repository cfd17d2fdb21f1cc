import '../../../../e2e/support/test-database.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PUT as putConfig } from '../../../../app/api/2.0/serving-endpoints/[name]/config/route.ts';
import { GET as get, DELETE as remove } from '../../../../app/api/2.0/serving-endpoints/[name]/route.ts';
import { POST as create, GET as list } from '../../../../app/api/2.0/serving-endpoints/route.ts';
import { POST as invocations } from '../../../../app/serving-endpoints/[name]/invocations/route.ts';
import { ask, openDatabricks } from '../../../../e2e/support/databricks-api.ts';
import { mlflowExternal, sdkChatQuery } from '../../../../e2e/support/databricks-shapes.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../../../e2e/support/fake-openai.ts';
import { admin, newModel } from '../../../../e2e/support/registry.ts';
import { databaseUrl } from '../../../../e2e/support/test-database.ts';
import { deriveEnv } from '../../../platform/env.ts';
import { closeEvents } from '../../../platform/events.ts';
import { newId } from '../../../platform/ids.ts';
import { getProviderSummary } from '../../../providers/index.ts';

const secret = 'sk-upstream-secret-that-nobody-may-read-again';
let fake: FakeOpenAi;
let model: string;

beforeAll(async () => {
  deriveEnv({ SLIPWAY_EGRESS_ALLOW: '127.0.0.1' });
  await openDatabricks();
  fake = await startFakeOpenAi({ apiKey: secret });
  model = await newModel(1);
});
afterAll(async () => {
  await fake.stop();
  await closeEvents();
});

const newName = () => `e-${newId()}`;

describe('external models', () => {
  test('become a provider and answer; the key never comes back', async () => {
    const name = newName();
    const answers = [await ask(create, 'POST', null, mlflowExternal(name, fake.url, secret))];
    expect(answers[0]).toMatchObject({
      status: 200,
      body: {
        config: {
          served_entities: [
            {
              name: 'Chat.Model',
              external_model: { provider: 'openai', name: 'fake-chat', task: 'llm/v1/chat' },
            },
          ],
        },
      },
    });
    const provider = `${name}-chat-model`;
    expect(await getProviderSummary(admin, provider)).toMatchObject({
      kind: 'openai-compatible',
      hasKey: true,
      models: [{ name: 'fake-chat' }],
    });
    expect((await ask(invocations, 'POST', name, sdkChatQuery)).status).toBe(200);
    const read = await ask(get, 'GET', name);
    answers.push(read, await ask(list, 'GET', null));

    const { config } = read.body as { config: Record<string, unknown> };
    answers.push(await ask(putConfig, 'PUT', name, config));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await ask(invocations, 'POST', name, sdkChatQuery)).status).toBe(200);

    const rotated = mlflowExternal(name, fake.url, 'sk-wrong-key-of-another-account').config;
    answers.push(await ask(putConfig, 'PUT', name, rotated));
    expect((await ask(invocations, 'POST', name, sdkChatQuery)).status).toBe(502);
    const told = JSON.stringify(answers.map(({ body, headers }) => [body, [...headers]]));
    expect(told).not.toContain(secret);
    expect(told).not.toContain('sk-wrong-key');
    expect(await rowsHolding(secret)).toEqual([]);
    expect(await rowsHolding('sk-wrong-key')).toEqual([]);

    expect(await ask(remove, 'DELETE', name)).toMatchObject({ status: 200, body: {} });
    await expect(getProviderSummary(admin, provider)).rejects.toThrow('does not exist');
  });

  test('a failed creation leaves no provider behind', async () => {
    const name = newName();
    const body = mlflowExternal(name, fake.url, secret);
    const missing = { name: 'other', entity_name: model, entity_version: '99' };
    const routes = [{ served_entity_name: 'other', traffic_percentage: 100 }];
    const config = {
      served_entities: [...body.config.served_entities, missing],
      traffic_config: { routes },
    };
    expect((await ask(create, 'POST', null, { name, config })).status).toBe(400);
    await expect(getProviderSummary(admin, `${name}-chat-model`)).rejects.toThrow('does not exist');
  });

  test('the provider of another endpoint is not taken over', async () => {
    const name = newName();
    await ask(create, 'POST', null, mlflowExternal(`${name}-a`, fake.url, secret));
    const body = mlflowExternal(name, fake.url, 'sk-of-somebody-else');
    const served_entities = body.config.served_entities.map((one) => ({ ...one, name: 'a-chat-model' }));
    expect(await ask(create, 'POST', null, { name, config: { served_entities } })).toMatchObject({
      status: 409,
      body: { error_code: 'RESOURCE_ALREADY_EXISTS', message: expect.stringContaining(`${name}-a`) },
    });
  });

  test.each([
    ['a secret scope', { openai_config: { openai_api_key: '{{secrets/scope/key}}' } }, /_plaintext/],
    ['no key', { openai_config: {} }, /key/],
    ['an unknown provider', { provider: 'palm' }, /openai, anthropic/],
    ['embeddings', { task: 'llm/v1/embeddings' }, /llm\/v1\/chat/],
    [
      'a private address',
      { openai_config: { openai_api_base: 'http://10.0.0.1/v1', openai_api_key_plaintext: 'sk-12345678' } },
      /private network/,
    ],
  ])('%s is refused', async (_name, change, message) => {
    const external_model = { name: 'gpt-5', provider: 'openai', task: 'llm/v1/chat', ...change };
    const body = { name: newName(), config: { served_entities: [{ external_model }] } };
    const answer = await ask(create, 'POST', null, body);
    expect(answer).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } });
    expect(JSON.stringify(answer.body)).toMatch(message);
    expect(JSON.stringify(answer.body)).not.toContain('sk-12345678');
  });
});

/** Tables with a row that holds this text anywhere. */
async function rowsHolding(text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const query = `SELECT 1 FROM ${name} AS t WHERE strpos(t::text, $1) > 0 LIMIT 1`;
      if ((await client.query(query, [text])).rowCount !== 0) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}
