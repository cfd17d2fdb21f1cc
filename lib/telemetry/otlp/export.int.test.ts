import '../../../e2e/support/test-database.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyCaller, userCaller } from '../../../e2e/support/callers.ts';
import { type FakeCollector, startFakeCollector } from '../../../e2e/support/fake-collector.ts';
import { record } from '../../../e2e/support/inference-record.ts';
import { systemCaller } from '../../access/index.ts';
import { forgetStoragePolicies, recordInference } from '../../inference/index.ts';
import { pool } from '../../platform/db.ts';
import { deriveEnv } from '../../platform/env.ts';
import { newId } from '../../platform/ids.ts';
import { beginTrace, spanIdOf, traceIdOf, withIncomingTrace } from '../../platform/trace-context.ts';
import { otlpStatus, saveOtlp, startTelemetry, type Telemetry, testOtlp } from '../index.ts';
import { type OtlpInput, otlpInputSchema } from '../schemas.ts';

const system = systemCaller('test');
const signal = new AbortController().signal;
let collector: FakeCollector;
let telemetry: Telemetry | null = null;

beforeEach(async () => {
  collector = await startFakeCollector();
});
afterEach(async () => {
  await telemetry?.stop();
  telemetry = null;
  await collector.stop();
  await pool().query('DELETE FROM otlp_setting');
});

const inputOf = (more: Partial<OtlpInput> = {}) =>
  otlpInputSchema.parse({ enabled: true, endpoint: collector.url, allowPrivateNetwork: true, ...more });

async function begin(more: Partial<OtlpInput> = {}): Promise<Telemetry> {
  await saveOtlp(system, inputOf(more));
  telemetry = await startTelemetry('server', { retryForMs: 3000 });
  return telemetry;
}

const needle = 'Quixotlplume';

function answered(overrides: Parameters<typeof record>[0] = {}) {
  return record({
    endpoint: { id: newId(), name: 'guide', config: 1 },
    served: {
      entity: 'champion',
      model: 'guide',
      version: 3,
      alias: null,
      chainHash: 'ab',
      provider: 'azure',
      providerModel: 'gpt-x',
    },
    question: needle,
    input: [{ role: 'user', content: needle }],
    prompt: [
      { role: 'system', content: `Be brief, ${needle}.` },
      { role: 'user', content: needle },
    ],
    output: `${needle}!`,
    knowledge: { name: 'handbook', snapshot: 2 },
    spans: [
      { name: 'admit', kind: 'stage', startMs: 0, endMs: 1, detail: { entity: 'champion' } },
      {
        name: 'pre-process',
        kind: 'stage',
        startMs: 1,
        endMs: 2,
        detail: { question: needle, changed: true },
      },
      { name: 'retrieve', kind: 'stage', startMs: 2, endMs: 12.5, detail: { passages: 8, mode: 'keyword' } },
      { name: 'embed', kind: 'step', startMs: 3, endMs: 5, detail: { cache: 'miss' } },
      {
        name: 'generate',
        kind: 'stage',
        startMs: 13,
        endMs: 110,
        detail: { provider: 'azure', model: 'gpt-x', finish: 'stop' },
      },
    ],
    ...overrides,
  });
}

/** Listeners hear of rows after their answers were let go. */
async function recorded(...records: ReturnType<typeof record>[]): Promise<void> {
  await Promise.all(records.map((one) => recordInference(one)));
  await new Promise((resolve) => setImmediate(resolve));
  await telemetry?.flush();
}

describe.each(['http/protobuf', 'http/json'] as const)('by %s', (protocol) => {
  test('a request becomes the spans of its trace, without a word of it', async () => {
    await begin({ protocol, headers: [{ name: 'x-token', value: 'collector-secret' }] });
    const parent = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const one = answered();
    const headers = new Headers({ traceparent: `00-${parent.traceId}-${parent.spanId}-01` });
    one.trace = withIncomingTrace(headers, () => beginTrace(one.requestId));
    await recorded(one);
    const byName = new Map(collector.spans.map((span) => [span.name, span]));
    expect([...byName.keys()]).toEqual([
      'invoke_workflow guide',
      'admit',
      'pre-process',
      'retrieval handbook',
      'embed',
      'chat gpt-x',
    ]);
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([parent.traceId]));
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
    const sent = collector.requests.find(({ path }) => path === '/v1/traces');
    expect(sent?.headers).toMatchObject({ 'x-token': 'collector-secret' });
    expect(collector.requests.map(({ text }) => text).join()).not.toContain(needle);
  });

  test('metrics follow the conventions', async () => {
    const running = await begin({ protocol });
    running.http('/v1/chat/completions', 'POST', 200, 250);
    await recorded(answered());
    const points = (name: string) => collector.points.filter(({ metric }) => metric === name);
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

describe('questions and answers', () => {
  const texts = () => collector.requests.map(({ text }) => text).join();

  test('go along when that was chosen', async () => {
    await begin({ includeContent: true });
    await recorded(answered());
    const chat = collector.spans.find(({ name }) => name === 'chat gpt-x');
    expect(JSON.parse(String(chat?.attributes['gen_ai.input.messages']))).toEqual([
      { role: 'user', parts: [{ type: 'text', content: needle }] },
    ]);
    expect(String(chat?.attributes['gen_ai.output.messages'])).toContain(`${needle}!`);
    expect(String(chat?.attributes['gen_ai.system_instructions'])).toContain('Be brief');
  });

  test('never where the endpoint stores no text', async () => {
    await pool().query(
      `INSERT INTO data_policy (endpoint_name, store_prompts, updated_at) VALUES ('silent', false, now())`,
    );
    forgetStoragePolicies();
    await begin({ includeContent: true });
    await recorded(answered({ endpoint: { id: newId(), name: 'silent', config: 1 } }));
    expect(collector.spans.length).toBeGreaterThan(0);
    expect(texts()).not.toContain(needle);
  });

  test('never where the endpoint masks what it stores', async () => {
    await begin({ includeContent: true });
    await recorded(answered({ guardrails: { policyNumber: 1, hits: [], storesMasked: true } }));
    expect(collector.spans.length).toBeGreaterThan(0);
    expect(texts()).not.toContain(needle);
  });
});

describe('a collector in trouble', () => {
  test('is asked again when it is busy', async () => {
    await begin();
    collector.faults.push(503, { retryAfter: 0 });
    await recorded(answered());
    expect(collector.spans.length).toBeGreaterThan(0);
    expect((await otlpStatus(system)).processes[0]).toMatchObject({ sent: 6, dropped: 0 });
  });

  test.each([
    ['refuses', 401, /status 401/],
    ['redirects', { redirect: 'http://169.254.169.254/' }, /redirects/],
  ] as const)(
    'that %s loses spans, is counted, and its words are not repeated',
    async (_what, fault, message) => {
      await begin();
      // Traces and metrics go at the same time, in either order.
      collector.faults.push(fault, fault);
      await recorded(answered());
      const [state] = (await otlpStatus(system)).processes;
      expect(state).toMatchObject({ sent: 0, dropped: 6 });
      expect(state?.lastError).toMatch(message);
      expect(state?.lastError).not.toContain('secret words');
    },
  );

  test('that hangs delays no answer', async () => {
    await begin();
    collector.faults.push(...Array.from({ length: 50 }, () => 'hang' as const));
    const began = performance.now();
    for (let batch = 0; batch < 20; batch++) {
      await Promise.all(Array.from({ length: 20 }, () => recordInference(answered())));
    }
    expect(performance.now() - began).toBeLessThan(5000);
    await collector.stop();
    collector = await startFakeCollector();
  });

  test('at a private address is not called unless that was allowed', async () => {
    const closed = inputOf({ allowPrivateNetwork: false });
    await expect(saveOtlp(system, closed)).rejects.toMatchObject({ reason: 'egress_refused' });
    const metadata = inputOf({ endpoint: 'http://169.254.169.254' });
    await expect(saveOtlp(system, metadata)).rejects.toMatchObject({ reason: 'egress_refused' });
    // A name that leads there is found out when it is called.
    await saveOtlp(
      system,
      inputOf({ endpoint: `http://localhost:${new URL(collector.url).port}`, allowPrivateNetwork: false }),
    );
    const result = await testOtlp(system, signal);
    expect(result).toMatchObject({ ok: false });
    expect(result.message).toMatch(/private network/);
    expect(collector.requests).toEqual([]);
  });
});

describe('settings', () => {
  test('never tell the values of headers, and do not send them elsewhere', async () => {
    const headers = [{ name: 'authorization', value: 'Bearer collector-secret' }];
    await saveOtlp(system, inputOf({ headers }));
    const audit = await pool().query(
      `SELECT before, after FROM audit_event WHERE action = 'telemetry.updated'`,
    );
    const told = JSON.stringify([await otlpStatus(system), audit.rows]);
    expect(told).toContain('authorization');
    expect(told).not.toContain('collector-secret');
    await saveOtlp(system, inputOf({ sampleRatio: 0.5 }));
    expect(await testOtlp(system, signal)).toMatchObject({ ok: true, status: 200 });
    expect(collector.requests.at(-1)?.headers).toMatchObject({ authorization: 'Bearer collector-secret' });
    const elsewhere = inputOf({ endpoint: 'https://evil.example.com' });
    await expect(saveOtlp(system, elsewhere)).rejects.toMatchObject({ reason: 'headers_needed' });
  });

  test('are changed by those with telemetry.write, and seen by those with telemetry.read', async () => {
    for (const caller of [
      userCaller('data-scientist'),
      userCaller('security-admin'),
      keyCaller('telemetry.read'),
    ]) {
      await expect(saveOtlp(caller, inputOf())).rejects.toMatchObject({ code: 'forbidden' });
      await expect(testOtlp(caller, signal)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(otlpStatus(userCaller('stakeholder'))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await otlpStatus(keyCaller('telemetry.read'))).toMatchObject({ source: 'none' });
  });

  test('of the environment go before the console’s', async () => {
    deriveEnv({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/base/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-token=a%20b,x-other=c',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'docks',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=staging',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    try {
      await expect(saveOtlp(system, inputOf())).rejects.toMatchObject({ reason: 'set_by_environment' });
      telemetry = await startTelemetry('server');
      const sampled = answered();
      const headers = new Headers({ traceparent: `00-${traceIdOf(newId())}-00f067aa0ba902b7-01` });
      sampled.trace = withIncomingTrace(headers, () => beginTrace(sampled.requestId));
      // Of those that begin here the ratio keeps none.
      await recorded(answered(), sampled);
      const roots = collector.spans.filter(({ name }) => name === 'invoke_workflow guide');
      expect(roots.map(({ traceId }) => traceId)).toEqual([sampled.trace.traceId]);
      expect(roots[0]?.resource).toMatchObject({
        'service.name': 'docks',
        'deployment.environment.name': 'staging',
      });
      const sent = collector.requests.find(({ path }) => path === '/base/v1/traces');
      expect(sent?.headers).toMatchObject({ 'x-token': 'a b', 'content-type': 'application/json' });
      expect(await otlpStatus(system)).toMatchObject({
        source: 'environment',
        headerNames: ['x-token', 'x-other'],
      });
    } finally {
      for (const name of Object.keys(process.env)) if (name.startsWith('OTEL_')) delete process.env[name];
      deriveEnv({});
    }
  });
});
