/**
 * What alerts are for: among normal traffic one version is slower, dearer and worse, and its questions drift. The right
 * alerts fire, for that version alone; they lead to its rows; the endpoint is rolled back once; and all is over after.
 */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRule, makeDue } from '../../e2e/support/alert-rules.ts';
import { userCaller } from '../../e2e/support/callers.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import {
  addProvider,
  ask,
  modelOf,
  openDoor,
  plainChain,
  serve,
  serveInstead,
  versionOf,
} from '../../e2e/support/traffic.ts';
import { systemCaller } from '../access/index.ts';
import { giveFeedback, listInferences } from '../inference/index.ts';
import { feedbackInputSchema, inferencePageQuerySchema } from '../inference/schemas.ts';
import { closeJobs } from '../jobs/index.ts';
import { writeGauges } from '../monitoring/index.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { getEndpoint } from '../serving/index.ts';
import { evaluateDue } from './evaluate-due.ts';
import { activeAlerts, backtestRule, getAlert } from './index.ts';
import { type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';
import { runActions } from './run-actions.ts';
import { systemSources } from './system-sources.ts';
import { tellAlerts } from './tell-alerts.ts';

const tester = systemCaller('test');
let well: FakeOpenAi;
let worse: FakeOpenAi;
let owner: string;

const price = (each: number) => ({
  input: each,
  cachedInput: each,
  cacheWrite: each,
  output: each,
  reasoning: each,
});

beforeAll(async () => {
  well = await startFakeOpenAi();
  worse = await startFakeOpenAi({ chunkDelayMs: 600 });
  owner = await openDoor();
  await addProvider('fake', well.url, { models: [{ name: 'gpt', price: price(100) }] });
  await addProvider('worse', worse.url, { models: [{ name: 'gpt', price: price(5000) }] });
});
afterAll(async () => {
  await Promise.all([well.stop(), worse.stop()]);
  await closeJobs();
  await closeEvents();
});

async function askMany(endpoint: string, count: number): Promise<void> {
  const rater = userCaller('app-team', { id: owner });
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const response = await ask(endpoint, { body: { user: `person-${index}` } });
      await response.text();
      // Whoever got the worse version says so.
      const thumb = response.headers.get('x-slipway-version') === '2' ? 'down' : 'up';
      const id = response.headers.get('x-slipway-request-id') ?? '';
      await giveFeedback(rater, id, feedbackInputSchema.parse({ thumb }));
    }),
  );
}

function ruleOn(
  endpoint: string,
  metric: string,
  aggregation: string,
  condition: object,
  more: object = {},
): RuleDocument {
  const groupBy = metric === 'drifting' ? 'subject' : 'version';
  return ruleDocumentSchema.parse({
    signal: {
      kind: 'metric',
      expression: { metric, aggregation, endpoint, groupBy },
      windowSeconds: 300,
      condition,
    },
    keepFiringSeconds: 0,
    groupSeconds: 0,
    minCount: metric === 'drifting' ? 0 : 5,
    ...more,
  });
}

test('a regression of one version fires, leads to its rows, is taken back and resolves', async () => {
  const model = await modelOf(
    plainChain('gpt'),
    plainChain('gpt', { model: { provider: 'worse', name: 'gpt', parameters: { timeoutMs: 60_000 } } }),
  );
  const endpoint = await serve({ name: 'steady', target: versionOf(model, 1) });
  const slow = ruleOn(
    endpoint,
    'latency',
    'p50',
    { kind: 'above', threshold: 2000 },
    { action: { kind: 'rollback' } },
  );
  await addRule('Slow', slow);
  await addRule('Dear', ruleOn(endpoint, 'cost_per_request', 'value', { kind: 'above', threshold: 50_000 }));
  await addRule('Disliked', ruleOn(endpoint, 'satisfaction', 'value', { kind: 'below', threshold: 0.5 }));
  await addRule('Drifts', ruleOn(endpoint, 'drifting', 'last', { kind: 'above', threshold: 0.5 }));
  await addRule('Fails', ruleOn(endpoint, 'error_rate', 'value', { kind: 'above', threshold: 0.05 }));

  await askMany(endpoint, 12);
  await makeDue();
  await evaluateDue({ sources: systemSources });
  expect(await activeAlerts(tester)).toEqual([]);

  await serveInstead(
    endpoint,
    1,
    { name: 'steady', target: versionOf(model, 1), trafficPercentage: 50 },
    { name: 'fresh', target: versionOf(model, 2), trafficPercentage: 50 },
  );
  await askMany(endpoint, 40);
  const drift = {
    metric: 'drifting',
    endpoint,
    subject: 'questions: question_chars',
    at: new Date(),
    value: 1,
  } as const;
  await writeGauges([drift]);
  await makeDue();
  await evaluateDue({ sources: systemSources });
  await tellAlerts();

  const fired = await activeAlerts(tester, { endpoint });
  expect(fired.map(({ rule, group }) => `${rule}: ${group}`).sort()).toEqual([
    `Dear: ${model} v2`,
    `Disliked: ${model} v2`,
    `Drifts: ${endpoint} › questions: question_chars`,
    `Slow: ${model} v2`,
  ]);
  const told = await prisma().notification.findMany({ where: { topic: 'alert.firing' } });
  expect(told.map(({ title }) => title)).toEqual([`4 alerts of 4 rules at ${endpoint}`]);

  for (const rule of ['Slow', 'Dear', 'Disliked']) {
    const alert = await getAlert(tester, fired.find((one) => one.rule === rule)?.id ?? '');
    const { items } = await rowsBehind(alert.rowsHref);
    expect(items.length, `${rule}: ${alert.rowsHref}`).toBeGreaterThanOrEqual(5);
    expect(new Set(items.map(({ version }) => version)), rule).toEqual(new Set([2]));
  }

  await Promise.all([runActions(), runActions()]);
  await runActions();
  const { config, servedEntities, history } = await getEndpoint(tester, endpoint);
  expect(config).toBe(3);
  expect(servedEntities.map(({ name, resolvedVersion }) => [name, resolvedVersion])).toEqual([['steady', 1]]);
  expect(history[0]).toMatchObject({ rolledBackTo: 1, createdBy: 'Alert rule "Slow"' });
  const acted = await getAlert(tester, fired.find(({ rule }) => rule === 'Slow')?.id ?? '');
  expect(acted.action).toMatchObject({ kind: 'rollback', state: 'done' });
  const kinds = acted.timeline.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'change')).toHaveLength(3);
  expect(kinds).toContain('action');
  const audited = await prisma().auditEvent.findMany({
    where: { action: { in: ['alert.acted', 'endpoint.rolled-back'] } },
  });
  expect(audited.map(({ action }) => action).sort()).toEqual(['alert.acted', 'endpoint.rolled-back']);

  await writeGauges([{ ...drift, at: new Date(), value: 0 }]);
  await askMany(endpoint, 10);
  const later = new Date(Date.now() + 7 * 60_000);
  await makeDue();
  await evaluateDue({ sources: systemSources, at: later });
  await tellAlerts(later);
  await runActions();
  expect(await activeAlerts(tester, { endpoint })).toEqual([]);
  const over = await prisma().notification.findMany({ where: { topic: 'alert.resolved' } });
  expect(over.map(({ title, data }) => [title, (data as { ended: boolean }).ended])).toEqual([
    [`Resolved: 4 alerts of 4 rules at ${endpoint}`, true],
  ]);
  expect((await getEndpoint(tester, endpoint)).config).toBe(3);

  const played = await backtestRule(tester, { document: slow, days: 1 });
  expect(played.bands.map(({ group }) => group)).toEqual([`${model} v2`]);
}, 120_000);

function rowsBehind(href: string | null) {
  const query = Object.fromEntries(new URL(href ?? '', 'http://localhost').searchParams);
  return listInferences(tester, inferencePageQuerySchema.parse({ ...query, limit: 200 }));
}
