import '../../../../e2e/support/test-database.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { POST as invocations } from '../../../../app/serving-endpoints/[name]/invocations/route.ts';
import { POST as completions } from '../../../../app/serving-endpoints/chat/completions/route.ts';
import { type Ask, addAccount, call } from '../../../../e2e/support/accounts.ts';
import {
  clientHeaders,
  mlflowChatPredict,
  scoringInputs,
  sdkChatQuery,
  sdkRecordsQuery,
  sdkSplitQuery,
} from '../../../../e2e/support/databricks-shapes.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../../../e2e/support/fake-openai.ts';
import { admin } from '../../../../e2e/support/registry.ts';
import {
  addProvider,
  modelOf,
  plainChain,
  rowsOf,
  serve,
  versionOf,
} from '../../../../e2e/support/traffic.ts';
import { createApiKey, ensureAdmin, ensureApiKey } from '../../../access/index.ts';
import { createApiKeySchema } from '../../../access/schemas.ts';
import { getInference } from '../../../inference/index.ts';
import { closeEvents } from '../../../platform/events.ts';

const key = 'sk-slipway-databricks-0123456789';
let fake: FakeOpenAi;
let endpoint: string;
let model: string;

beforeAll(async () => {
  const owner = await ensureAdmin({ email: 'admin@example.com', password: 'correct horse battery' });
  await ensureApiKey({ value: key, ownerId: owner.id });
  fake = await startFakeOpenAi();
  await addProvider('fake', fake.url);
  const input = { variables: { tone: { type: 'string', required: false, default: 'plain' } } };
  const prompt = { system: 'Be {{tone}}.' };
  model = await modelOf(plainChain('fake-chat', { input, prompt }));
  endpoint = await serve({ name: 'main', target: versionOf(model), retries: 0 });
});
afterAll(async () => {
  await fake.stop();
  await closeEvents();
});
afterEach(() => {
  fake.calls.length = 0;
});

function invoke(json: unknown, more: Ask = {}) {
  return call(invocations, { json, key, headers: clientHeaders, params: { name: endpoint }, ...more });
}

describe('conversations', () => {
  test('the SDK gets OpenAI’s shape, and who served it in the header it reads', async () => {
    const answer = await invoke(sdkChatQuery);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      object: 'chat.completion',
      model: endpoint,
      choices: [{ index: 0, message: { role: 'assistant' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: expect.any(Number), total_tokens: expect.any(Number) },
    });
    expect(answer.headers.get('served-model-name')).toBe('main');
    const row = await getInference(admin, answer.headers.get('x-slipway-request-id') ?? '');
    expect(row).toMatchObject({ status: 'ok', clientRequestId: 'my-request-7' });
  });

  test('parameters reach the model; databricks_options does not trouble anybody', async () => {
    expect((await invoke(mlflowChatPredict)).status).toBe(200);
    expect(fake.calls.at(-1)?.body).toMatchObject({ temperature: 0, max_tokens: 500 });
  });

  test('inputs of an agent are the version’s inputs', async () => {
    const asked = await invoke({ ...mlflowChatPredict, custom_inputs: { tone: 'dry' } });
    expect(asked.status).toBe(200);
    expect(JSON.stringify(fake.calls.at(-1)?.body)).toContain('Be dry.');
  });

  test('every line of a stream is data, its last chunk tells the usage, and it ends with [DONE]', async () => {
    const answer = await invoke({ ...sdkChatQuery, stream: true });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const lines = String(answer.body)
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect(lines.every((line) => line.startsWith('data: '))).toBe(true);
    expect(lines.pop()).toBe('data: [DONE]');
    const chunks = lines.map((line) => JSON.parse(line.slice('data: '.length)));
    expect(
      chunks.every(({ object, choices }) => object === 'chat.completion.chunk' && choices.length === 1),
    ).toBe(true);
    expect(chunks.at(-1)).toMatchObject({
      choices: [{ finish_reason: 'stop' }],
      usage: { total_tokens: expect.any(Number) },
    });
  });

  test('a stream that breaks off ends with an error and without [DONE]', async () => {
    fake.next('cut-after:2');
    const answer = await invoke({ ...sdkChatQuery, stream: true });
    const lines = String(answer.body).trim().split('\n');
    expect(String(answer.body)).not.toContain('[DONE]');
    expect(JSON.parse(lines.at(-1)?.slice('data: '.length) ?? '')).toMatchObject({
      error_code: expect.any(String),
      message: expect.any(String),
    });
  });

  test('OpenAI clients find the address Databricks names', async () => {
    const answer = await call(completions, { key, json: { ...sdkChatQuery, model: endpoint } });
    expect(answer.body).toMatchObject({ object: 'chat.completion', model: endpoint });
  });
});

describe('rows', () => {
  test.each([
    ['dataframe_split', sdkSplitQuery, ['First?', 'Second?', 'Third?']],
    ['dataframe_records', sdkRecordsQuery, ['First?', 'Second?']],
    ['inputs', scoringInputs, ['First?', 'Second?']],
  ])('%s: one prediction each, in order, each with a row in the log', async (_name, body, asked) => {
    const before = (await rowsOf(endpoint, 'live')).length;
    const answer = await invoke(body);
    expect(answer.status).toBe(200);
    const { predictions, slipway, usage } = answer.body as {
      predictions: string[];
      slipway: { rows: { request_id: string }[] };
      usage: { total_tokens: number };
    };
    expect(predictions).toHaveLength(asked.length);
    for (const [index, question] of asked.entries()) expect(predictions[index]).toContain(question);
    expect(new Set(slipway.rows.map(({ request_id }) => request_id)).size).toBe(asked.length);
    expect(usage.total_tokens).toBeGreaterThan(0);
    expect(await rowsOf(endpoint, 'live')).toHaveLength(before + asked.length);
    expect(answer.headers.get('served-model-name')).toBe('main');
  });

  test('params of MLflow reach the model', async () => {
    await invoke(scoringInputs);
    expect(fake.calls.at(-1)?.body).toMatchObject({ temperature: 0.2, max_tokens: 64 });
  });

  test('a hundred rows are answered in their order', async () => {
    const inputs = Array.from({ length: 100 }, (_, index) => `Question ${index}?`);
    const { body, status } = await invoke({ inputs });
    expect(status).toBe(200);
    const { predictions } = body as { predictions: string[] };
    expect(predictions.every((text, index) => text.includes(`Question ${index}?`))).toBe(true);
  });

  test('no more than eight are asked at a time, and none after one failed', async () => {
    fake.next(...Array<'hang'>(20).fill('hang'));
    const inputs = Array.from({ length: 20 }, (_, index) => `Question ${index}?`);
    const answer = await invoke({ inputs });
    expect(answer).toMatchObject({ status: 504, body: { error_code: 'DEADLINE_EXCEEDED' } });
    expect(fake.calls).toHaveLength(8);
    await fake.stop();
    fake = await startFakeOpenAi();
    await addProvider('fake', fake.url);
  });

  test('a row that fails fails the call, names itself, and is in the log', async () => {
    const name = await serve({ name: 'main', target: versionOf(model) });
    const dataframe_records = [
      { question: 'Fine?', tone: 'dry' },
      { question: 'Odd?', tone: 3 },
    ];
    const answer = await invoke({ dataframe_records }, { params: { name } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error_code: 'INVALID_PARAMETER_VALUE',
      message: expect.stringMatching(/^Row 1: .*tone/),
    });
    expect(await rowsOf(name, 'live')).toHaveLength(2);
  });
});

describe('refusals', () => {
  test.each([
    ['no form', {}, 400, 'INVALID_PARAMETER_VALUE'],
    ['two forms', { ...sdkRecordsQuery, ...sdkChatQuery }, 400, 'INVALID_PARAMETER_VALUE'],
    ['a stream of rows', { ...sdkRecordsQuery, stream: true }, 400, 'INVALID_PARAMETER_VALUE'],
    ['embeddings', { input: ['a'] }, 400, 'INVALID_PARAMETER_VALUE'],
    ['an unknown role', { messages: [{ role: 'king', content: 'x' }] }, 400, 'INVALID_PARAMETER_VALUE'],
  ])('%s', async (_name, body, status, error_code) => {
    expect(await invoke(body)).toMatchObject({ status, body: { error_code, message: expect.any(String) } });
  });

  test.each([
    ['messages', sdkChatQuery],
    ['rows', sdkRecordsQuery],
  ])('an unknown endpoint, asked with %s', async (_name, body) => {
    expect(await invoke(body, { params: { name: 'NoSuch_Endpoint' } })).toMatchObject({
      status: 404,
      body: { error_code: 'RESOURCE_DOES_NOT_EXIST' },
    });
  });

  test('no key, a wrong key, and keys that may not', async () => {
    const viewer = await addAccount('stakeholder');
    const member = await addAccount('app-team');
    const own = await createApiKey(member.caller, createApiKeySchema.parse({ name: 'reader' }));
    const anonymous = { json: sdkChatQuery, params: { name: endpoint } };
    expect(await call(invocations, anonymous)).toMatchObject({
      status: 401,
      body: { error_code: 'UNAUTHENTICATED' },
    });
    expect(await invoke(sdkChatQuery, { key: 'dapi0123456789abcdef' })).toMatchObject({ status: 401 });
    expect(await call(invocations, { ...anonymous, cookie: viewer.cookie })).toMatchObject({
      status: 403,
      body: { error_code: 'PERMISSION_DENIED' },
    });
    expect((await invoke(sdkChatQuery, { key: own.value })).status).toBe(200);
  });

  test.each([
    ['rate-limited:7', 429, 'REQUEST_LIMIT_EXCEEDED'],
    ['server-error', 503, 'TEMPORARILY_UNAVAILABLE'],
  ] as const)('a provider that is %s', async (misbehaviour, status, error_code) => {
    fake.next(misbehaviour);
    const asked = await invoke(sdkChatQuery);
    fake.calls.length = 0;
    expect(asked).toMatchObject({ status, body: { error_code } });
    if (status === 429) expect(asked.headers.get('retry-after')).toBe('7');
  });
});
