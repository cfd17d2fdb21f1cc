import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POST as createCompletion } from '../../app/v1/chat/completions/route.ts';
import { POST as postFeedback } from '../../app/v1/feedback/route.ts';
import { GET as listModels } from '../../app/v1/models/route.ts';
import { runWorker, settled } from '../../e2e/support/knowledge.ts';
import { seed } from '../../prisma/seed.ts';
import { systemCaller } from '../access/index.ts';
import { getInference, listInferences } from '../inference/index.ts';
import { inferencePageQuerySchema } from '../inference/schemas.ts';

const key = 'sk-slipway-test-0123456789abcdef';
process.env.SLIPWAY_API_KEY = key;
process.env.SLIPWAY_ADMIN_PASSWORD = 'correct horse battery staple';

const reader = systemCaller('test');
let stopWorker = async () => {};

beforeAll(async () => {
  stopWorker = await runWorker();
  await seed();
  await settled('guide');
});

afterAll(() => stopWorker());

interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

function post(handler: typeof createCompletion, { body, headers, signal }: Sent): Promise<Response> {
  const request = new Request('http://localhost/v1', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal && { signal }),
  });
  return handler(request, { params: Promise.resolve({}) });
}

const question = { model: 'assistant', messages: [{ role: 'user', content: 'What is a snapshot?' }] };

function requestIdOf(response: Response): string {
  return response.headers.get('x-slipway-request-id') ?? '';
}

describe('POST /v1/chat/completions', () => {
  it('answers from the guide with citations, and the row holds everything', async () => {
    const response = await post(createCompletion, {
      body: question,
      headers: { 'x-client-request-id': 'mine-1' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('x-slipway-version')).toBe('1');
    const body = await response.json();
    expect(body).toMatchObject({
      object: 'chat.completion',
      model: 'assistant',
      choices: [{ finish_reason: 'stop' }],
    });
    expect(body.choices[0].message.content).toMatch(/immutable state of the index/);
    expect(body.citations[0]).toMatchObject({ marker: 1, document_name: 'knowledge.md' });
    const row = await getInference(reader, requestIdOf(response));
    expect(row).toMatchObject({
      status: 'ok',
      source: 'api',
      endpoint: 'assistant',
      model: 'guide-assistant',
      version: 1,
      alias: 'champion',
      knowledge: 'guide',
      clientRequestId: 'mine-1',
      provider: 'extractive',
    });
    expect(row.snapshot).toBeGreaterThan(0);
    const stages = row.spans.filter((span) => span.kind === 'stage');
    expect(stages.map((span) => span.name)).toEqual([
      'admit',
      'pre-process',
      'retrieve',
      'generate',
      'post-process',
    ]);
    expect(row.checks.every((check) => check.support === 'supported')).toBe(true);
    expect(row.retrieved?.length).toBeGreaterThan(0);
    expect(row.output).toBe(body.choices[0].message.content);
  });

  it('streams the same text, ends with usage and [DONE] after the row is durable', async () => {
    const plain = await (await post(createCompletion, { body: question })).json();
    const response = await post(createCompletion, {
      body: { ...question, stream: true, stream_options: { include_usage: true } },
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const lines = (await response.text())
      .split('\n')
      .flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
    expect(lines.at(-1)).toBe('[DONE]');
    const chunks = lines.slice(0, -1).map((line) => JSON.parse(line));
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
    expect(text).toBe(plain.choices[0].message.content);
    expect(chunks.at(-1).usage.total_tokens).toBeGreaterThan(0);
    expect(chunks.at(-2).citations).toEqual(plain.citations);
    expect((await getInference(reader, requestIdOf(response))).output).toBe(text);
  });

  it('declines what the guide does not hold', async () => {
    const response = await post(createCompletion, {
      body: {
        ...question,
        messages: [{ role: 'user', content: 'Who won the chess championship in Reykjavik in 1972?' }],
      },
    });
    const body = await response.json();
    expect(body.slipway.status).toBe('declined');
    expect(body.citations).toEqual([]);
    expect((await getInference(reader, requestIdOf(response))).status).toBe('declined');
  });

  it('takes ratings by request id', async () => {
    const body = await (await post(createCompletion, { body: question })).json();
    const rated = await post(postFeedback, {
      body: { request_id: body.id, rating: 'down', score: 2, reasons: ['incomplete'], comment: 'Too short.' },
    });
    expect(rated.status).toBe(200);
    expect((await getInference(reader, body.slipway.request_id)).feedback).toMatchObject([
      { thumb: 'down', stars: 2 },
    ]);
    const wrong = await post(postFeedback, { body: { request_id: body.id, reasons: ['because'] } });
    expect(wrong.status).toBe(400);
  });

  it('lists endpoints as models', async () => {
    const request = new Request('http://localhost/v1/models', {
      headers: { authorization: `Bearer ${key}` },
    });
    const body = await (await listModels(request, { params: Promise.resolve({}) })).json();
    expect(body.data.map((model: { id: string }) => model.id)).toEqual(['assistant']);
  });
});

describe('refusals, in the shape of OpenAI, and as rows', () => {
  async function refusedRow(response: Response) {
    return getInference(reader, requestIdOf(response));
  }

  it('an unknown endpoint', async () => {
    const response = await post(createCompletion, { body: { ...question, model: 'nobody' } });
    expect(response.status).toBe(404);
    expect((await response.json()).error).toMatchObject({ type: 'invalid_request_error' });
    expect(await refusedRow(response)).toMatchObject({
      status: 'refused',
      httpStatus: 404,
      endpoint: 'nobody',
    });
  });

  it('a question that is longer than the version accepts', async () => {
    const response = await post(createCompletion, {
      body: { ...question, messages: [{ role: 'user', content: 'x'.repeat(1_000_000) }] },
    });
    expect(response.status).toBe(400);
    expect((await response.json()).error.code).toBe('context_length_exceeded');
    expect(await refusedRow(response)).toMatchObject({ status: 'refused', model: 'guide-assistant' });
  });

  it('a conversation that does not end with a question', async () => {
    const response = await post(createCompletion, {
      body: { ...question, messages: [{ role: 'assistant', content: 'Hello.' }] },
    });
    expect(response.status).toBe(400);
  });

  it.each([
    ['no key', { authorization: '' }, 401],
    ['a wrong key', { authorization: 'Bearer sk-slipway-wrong-0123456789' }, 401],
    ['another content type', { 'content-type': 'text/plain' }, 415],
  ])('%s', async (_name, headers, status) => {
    const response = await post(createCompletion, { body: question, headers });
    expect(response.status).toBe(status);
    expect((await response.json()).error.message).toBeTruthy();
  });

  it.each([
    ['half a JSON document', '{"model": "assistant", '],
    ['invalid shape', { model: 'assistant', messages: [] }],
    ['JSON as deep as a well', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['several answers at once', { ...question, n: 2 }],
  ])('%s', async (_name, body) => {
    const response = await post(createCompletion, { body });
    expect(response.status).toBe(400);
    expect((await response.json()).error.type).toBe('invalid_request_error');
  });

  it('keeps questions with NUL bytes and emoji', async () => {
    const response = await post(createCompletion, {
      body: { ...question, messages: [{ role: 'user', content: 'What is a \u0000snapshot? 🙂' }] },
    });
    expect(response.status).toBe(200);
    expect((await getInference(reader, requestIdOf(response))).question).toBe('What is a snapshot? 🙂');
  });
});

describe('a client that leaves', () => {
  it('still leaves a row', async () => {
    const leaving = new AbortController();
    leaving.abort();
    await post(createCompletion, { body: { ...question, user: 'left-early' }, signal: leaving.signal });
    const page = await listInferences(reader, inferencePageQuerySchema.parse({ status: 'stopped' }));
    expect(page.items).toHaveLength(1);
  });
});
