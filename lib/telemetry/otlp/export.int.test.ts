import '../../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { forgetStoragePolicies } from '../../inference/index.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { beginTrace, spanIdOf, withIncomingTrace } from '../../platform/trace-context.ts';
import { answered, exportForTests, needle } from './test-exporting.ts';

const exporting = exportForTests();

describe.each(['http/protobuf', 'http/json'] as const)('by %s', (protocol) => {
  test('a request becomes the spans of its trace, without a word of it', async () => {
    await exporting.begin({ protocol, headers: [{ name: 'x-token', value: 'collector-secret' }] });
    const parent = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const one = answered();
    const headers = new Headers({
      traceparent: `00-${parent.traceId}-${parent.spanId}-01`,
    });
    one.trace = withIncomingTrace(headers, () => beginTrace(one.requestId));
    await exporting.recorded(one);
    const byName = new Map(exporting.collector.spans.map((span) => [span.name, span]));
    expect([...byName.keys()]).toEqual([
      'invoke_workflow guide',
      'admit',
      'pre-process',
      'retrieval handbook',
      'embed',
      'chat gpt-x',
    ]);
    expect(new Set(exporting.collector.spans.map(({ traceId }) => traceId))).toEqual(
      new Set([parent.traceId]),
    );
    const root = byName.get('invoke_workflow guide');
    // OTLP counts kinds from 1: server is 2, client is 3.
    expect(root).toMatchObject({ parentSpanId: parent.spanId, kind: 2, statusCode: 0 });
    expect(root?.schemaUrl).toBe('https://opentelemetry.io/schemas/1.41.0');
    expect(root?.resource).toMatchObject({ 'service.name': 'slipway' });
    expect(Number((root?.endNano ?? 0n) - (root?.startNano ?? 0n))).toBe(120e6);
    expect(root?.startNano).toBe(BigInt(one.at.getTime()) * 1_000_000n);
    const chat = byName.get('chat gpt-x');
    expect(chat).toMatchObject({
      kind: 3,
      parentSpanId: root?.spanId,
      spanId: spanIdOf(one.requestId, 'generate'),
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'azure.ai.openai',
        'gen_ai.request.model': 'gpt-x',
        'gen_ai.usage.input_tokens': 12,
        'gen_ai.usage.output_tokens': 7,
        'gen_ai.usage.cache_read.input_tokens': 2,
        'gen_ai.response.finish_reasons': ['stop'],
      },
    });
    expect(byName.get('embed')?.parentSpanId).toBe(byName.get('retrieval handbook')?.spanId);
    expect(byName.get('retrieval handbook')?.attributes).toMatchObject({
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.data_source.id': 'handbook',
      'slipway.passages': 8,
    });
    const sent = exporting.collector.requests.find(({ path }) => path === '/v1/traces');
    expect(sent?.headers).toMatchObject({ 'x-token': 'collector-secret', 'content-encoding': 'gzip' });
    expect(exporting.collector.requests.map(({ text }) => text).join()).not.toContain(needle);
  });

  test('metrics follow the conventions', async () => {
    const running = await exporting.begin({ protocol });
    running.http('/v1/chat/completions', 'POST', 200, 250);
    await exporting.recorded(answered());
    const points = (name: string) => exporting.collector.points.filter(({ metric }) => metric === name);
    const tokens = points('gen_ai.client.token.usage');
    expect(tokens.map(({ sum, attributes }) => [attributes['gen_ai.token.type'], sum]).sort()).toEqual([
      ['input', 12],
      ['output', 7],
    ]);
    expect(tokens[0]).toMatchObject({ unit: '{token}', bounds: expect.arrayContaining([1, 4, 67_108_864]) });
    expect(points('gen_ai.client.operation.duration')[0]).toMatchObject({ unit: 's', sum: 0.1, count: 1 });
    expect(points('gen_ai.server.request.duration')[0]).toMatchObject({ sum: 0.12 });
    expect(points('gen_ai.server.time_to_first_token')[0]).toMatchObject({ sum: 0.02 });
    expect(points('http.server.request.duration')[0]).toMatchObject({
      sum: 0.25,
      attributes: { 'http.route': '/v1/chat/completions', 'http.response.status_code': 200 },
    });
  });
});

test('what the caller’s tracestate says goes along with each span', async () => {
  await exporting.begin({ protocol: 'http/json' });
  const one = answered();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const headers = new Headers({ traceparent, tracestate: 'vendor=one,other=two' });
  one.trace = withIncomingTrace(headers, () => beginTrace(one.requestId));
  await exporting.recorded(one);
  const states = exporting.collector.spans.map(({ traceState }) => traceState);
  expect(new Set(states)).toEqual(new Set(['vendor=one,other=two']));
});

test('what a request used stands once, at the generation that answered', async () => {
  await exporting.begin();
  const generate = { name: 'generate', kind: 'stage' as const, startMs: 0, endMs: 9 };
  await exporting.recorded(
    answered({
      spans: [
        { ...generate, detail: { provider: 'azure', model: 'gpt-x', error: 'upstream' } },
        { ...generate, startMs: 10, endMs: 90, detail: { provider: 'azure', model: 'gpt-y' } },
      ],
    }),
  );
  const tokens = exporting.collector.spans
    .filter(({ attributes }) => attributes['gen_ai.operation.name'] === 'chat')
    .map(({ name, attributes }) => [name, attributes['gen_ai.usage.input_tokens']]);
  expect(tokens).toEqual([
    ['chat gpt-x', undefined],
    ['chat gpt-y', 12],
  ]);
});

describe('questions and answers', () => {
  const texts = () => exporting.collector.requests.map(({ text }) => text).join();

  test('go along when that was chosen', async () => {
    await exporting.begin({ includeContent: true });
    await exporting.recorded(answered());
    const chat = exporting.collector.spans.find(({ name }) => name === 'chat gpt-x');
    expect(JSON.parse(String(chat?.attributes['gen_ai.input.messages']))).toEqual([
      { role: 'user', parts: [{ type: 'text', content: needle }] },
    ]);
    expect(String(chat?.attributes['gen_ai.output.messages'])).toContain(`${needle}!`);
    expect(String(chat?.attributes['gen_ai.system_instructions'])).toContain('Be brief');
  });

  test('of a long conversation are its end', async () => {
    await exporting.begin({ includeContent: true });
    const turns = Array.from({ length: 50 }, (_, turn) => ({
      role: 'user' as const,
      content: `turn ${turn} ${'x'.repeat(5000)}`,
    }));
    await exporting.recorded(answered({ prompt: turns }));
    const chat = exporting.collector.spans.find(({ name }) => name === 'chat gpt-x');
    const text = String(chat?.attributes['gen_ai.input.messages']);
    expect(text.length).toBeLessThan(34_000);
    expect(text).toContain('turn 49 ');
    expect(text).not.toContain('turn 40 ');
  });

  test('never where the endpoint stores no text', async () => {
    await pool().query(
      `INSERT INTO data_policy (endpoint_name, store_prompts, updated_at) VALUES ('silent', false, now())`,
    );
    forgetStoragePolicies();
    await exporting.begin({ includeContent: true });
    await exporting.recorded(answered({ endpoint: { id: newId(), name: 'silent', config: 1 } }));
    expect(exporting.collector.spans.length).toBeGreaterThan(0);
    expect(texts()).not.toContain(needle);
  });

  test('never where the endpoint masks what it stores', async () => {
    await exporting.begin({ includeContent: true });
    await exporting.recorded(answered({ guardrails: { policyNumber: 1, hits: [], storesMasked: true } }));
    expect(exporting.collector.spans.length).toBeGreaterThan(0);
    expect(texts()).not.toContain(needle);
  });
});
