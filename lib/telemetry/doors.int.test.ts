import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as metricsRoute from '../../app/metrics/route.ts';
import * as completionsRoute from '../../app/v1/chat/completions/route.ts';
import { addAccount } from '../../e2e/support/accounts.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { readPrometheusText } from '../../e2e/support/prometheus-text.ts';
import { createApiKey, ensureAdmin, ensureApiKey, systemCaller } from '../access/index.ts';
import { createApiKeySchema } from '../access/schemas.ts';
import { chainSchema } from '../chain/schemas.ts';
import { getInference, listInferences } from '../inference/index.ts';
import { inferencePageQuerySchema } from '../inference/schemas.ts';
import { pool } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { callHandler, handlersOf } from '../platform/http/fast-routes.ts';
import { newId } from '../platform/ids.ts';
import { spanIdOf } from '../platform/trace-context.ts';
import { saveProvider } from '../providers/index.ts';
import { providerInputSchema } from '../providers/schemas.ts';
import { createModel, registerVersion } from '../registry/index.ts';
import { createModelSchema, registerVersionSchema } from '../registry/schemas.ts';
import { createEndpoint, dryRunChain } from '../serving/index.ts';
import { createEndpointSchema } from '../serving/schemas.ts';
import { startTelemetry, type Telemetry } from './index.ts';

const key = 'sk-slipway-test-0123456789abcdef';
const root = systemCaller('test');
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const callerSpan = '00f067aa0ba902b7';
let fake: FakeOpenAi;
let telemetry: Telemetry;

beforeAll(async () => {
  fake = await startFakeOpenAi({ chunkDelayMs: 1 });
  telemetry = await startTelemetry('server');
  const admin = await ensureAdmin({ email: 'admin@example.com', password: 'correct horse battery' });
  await ensureApiKey({ value: key, ownerId: admin.id });
  const price = { input: 1000, cachedInput: 500, cacheWrite: 1250, output: 4000, reasoning: 4000 };
  const models = [{ name: 'gpt-fake', price }];
  await saveProvider(
    root,
    providerInputSchema.parse({ name: 'fake', baseUrl: fake.url, models, allowPrivateNetwork: true }),
  );
  await createModel(root, createModelSchema.parse({ name: 'guide' }));
  const document = chainSchema.parse({
    model: { provider: 'fake', name: 'gpt-fake' },
    output: { format: 'text' },
  });
  await registerVersion(
    root,
    'guide',
    registerVersionSchema.parse({ document, dryRun: 'skip' }),
    dryRunChain,
  );
  const target = { by: 'version', model: 'guide', version: 1 };
  const servedEntities = [{ name: 'only', target, trafficPercentage: 100 }];
  await createEndpoint(root, createEndpointSchema.parse({ name: 'guide', servedEntities }));
});

afterAll(async () => {
  await telemetry.stop();
  await fake.stop();
  await closeEvents();
});

function ask(headers: Record<string, string>, stream = false): Promise<Response> {
  const request = new Request('http://localhost/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'guide', stream, messages: [{ role: 'user', content: 'Say something.' }] }),
  });
  return callHandler(handlersOf(completionsRoute), request, {});
}

test.each([false, true])(
  'an answer joins its caller’s trace, to the provider and back (stream: %s)',
  async (stream) => {
    fake.calls.length = 0;
    const traceparent = `00-${traceId}-${callerSpan}-01`;
    const response = await ask({ traceparent, tracestate: 'congo=t61rcWkgMzE' }, stream);
    await response.text();
    const requestId = response.headers.get('x-slipway-request-id') ?? '';
    expect(response.headers.get('traceresponse')).toBe(`00-${traceId}-${spanIdOf(requestId, 'request')}-01`);
    expect(fake.calls[0]).toMatchObject({
      traceparent: `00-${traceId}-${spanIdOf(requestId, 'generate')}-01`,
      tracestate: 'congo=t61rcWkgMzE',
    });
    expect(await getInference(root, requestId)).toMatchObject({ traceId });
    const found = await listInferences(root, inferencePageQuerySchema.parse({ trace: traceId }));
    expect(found.items.map((item) => item.requestId)).toContain(requestId);
  },
);

test.each(['nonsense', `00-${'0'.repeat(32)}-${callerSpan}-01`, `ff-${traceId}-${callerSpan}-01`])(
  'a traceparent of %j is ignored: the trace is the request’s own',
  async (traceparent) => {
    fake.calls.length = 0;
    const response = await ask({ traceparent });
    const requestId = response.headers.get('x-slipway-request-id') ?? '';
    const own = requestId.replaceAll('-', '');
    expect(response.status).toBe(200);
    expect(fake.calls[0]?.traceparent).toMatch(new RegExp(`^00-${own}-[0-9a-f]{16}-00$`));
    const found = await listInferences(root, inferencePageQuerySchema.parse({ trace: own }));
    expect(found.items.map((item) => item.requestId)).toEqual([requestId]);
  },
);

async function scrape(headers: Record<string, string>, query = '') {
  const request = new Request(`http://localhost/metrics${query}`, { headers });
  const response = await callHandler(handlersOf(metricsRoute), request, {});
  return { response, text: await response.text() };
}

test('Prometheus scrapes with a key that may, in both formats', async () => {
  await ask({});
  await new Promise((resolve) => setImmediate(resolve));
  const operator = await addAccount('mlops-engineer');
  const input = createApiKeySchema.parse({ name: 'prometheus', permissions: ['telemetry.read'] });
  const { value } = await createApiKey(operator.caller, input);
  const authorization = `Bearer ${value}`;
  const { response, text } = await scrape({ authorization });
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const families = readPrometheusText(text, 'text');
  const answers = families.get('slipway_answers_total')?.samples ?? [];
  const labels = { endpoint: 'guide', model: 'guide', version: '1', status: 'ok', process: 'server' };
  expect(answers.find(({ labels: { status } }) => status === 'ok')?.labels).toMatchObject(labels);
  expect(families.get('slipway_cost_dollars_total')?.samples[0]?.value).toBeGreaterThan(0);
  expect(families.get('slipway_build_info')?.samples[0]?.labels.version).toMatch(/^\d/);
  expect(families.get('slipway_processes')?.samples).toHaveLength(2);
  const open = await scrape({ authorization, accept: 'application/openmetrics-text;version=1.0.0' });
  expect(open.response.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1.0.0/);
  expect(readPrometheusText(open.text, 'openmetrics').get('slipway_answers')?.type).toBe('counter');
  // Strangers' names are one.
  expect(text).not.toContain('no-such-endpoint');
});

test('nobody else scrapes', async () => {
  expect((await scrape({})).response.status).toBe(401);
  expect((await scrape({ authorization: 'Bearer sk-slipway-wrong-0123456789' })).response.status).toBe(401);
  const scientist = await addAccount('data-scientist');
  const input = createApiKeySchema.parse({ name: 'ci', permissions: ['endpoints.query'] });
  const { value } = await createApiKey(scientist.caller, input);
  expect((await scrape({ authorization: `Bearer ${value}` })).response.status).toBe(403);
});

test('what other processes counted is told with their names, unless one process is asked for', async () => {
  const other = newId();
  const families = [
    {
      name: 'slipway_answers_total',
      help: 'x',
      type: 'counter',
      samples: [
        { name: 'slipway_answers_total', labels: { process: 'worker', process_id: 'other' }, value: 41 },
      ],
    },
  ];
  const insert = `INSERT INTO process_metrics (process_id, kind, at, families) VALUES ($1, 'worker', now() - $3::interval, $2)`;
  await pool().query(insert, [other, JSON.stringify(families), '5 seconds']);
  await pool().query(insert, [newId(), JSON.stringify(families), '10 minutes']);
  const authorization = `Bearer ${key}`;
  const all = readPrometheusText((await scrape({ authorization })).text, 'text');
  const samples = all.get('slipway_answers_total')?.samples ?? [];
  expect(samples.filter(({ labels }) => labels.process_id === 'other').map(({ value }) => value)).toEqual([
    41,
  ]);
  const self = readPrometheusText((await scrape({ authorization }, '?scope=self')).text, 'text');
  expect(self.get('slipway_answers_total')?.samples.some(({ labels }) => labels.process_id === 'other')).toBe(
    false,
  );
  expect(self.has('slipway_processes')).toBe(false);
});
