/**
 * What alerts are for: among normal traffic one version is slower, dearer and worse, and the questions of its hour drift, as a
 * monitor finds. The right alerts fire, for that version and endpoint alone; they lead to its rows; the endpoint is rolled
 * back once; and all is over after.
 */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRule, makeDue } from '../../e2e/support/alert-rules.ts';
import { userCaller } from '../../e2e/support/callers.ts';
import { insertRows, judgeWindows, type RowSql } from '../../e2e/support/drift.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../../e2e/support/fake-openai.ts';
import { admin } from '../../e2e/support/registry.ts';
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
import { createMonitor } from '../monitors/index.ts';
import { createMonitorSchema } from '../monitors/schemas.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { getEndpoint } from '../serving/index.ts';
import { evaluateDue } from './evaluate-due.ts';
import { activeAlerts, backtestRule, getAlert } from './index.ts';
import { type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';
import { runActions } from './run-actions.ts';
import { systemSources } from './system-sources.ts';
import { tellAlerts } from './tell-alerts.ts';
import { ruleTemplates } from './templates.ts';

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
  worse = await startFakeOpenAi({ chunkDelayMs: 900 });
  owner = await openDoor();
  await addProvider('fake', well.url, { models: [{ name: 'gpt', price: price(100) }] });
  await addProvider('worse', worse.url, { models: [{ name: 'gpt', price: price(5000) }] });
});
afterAll(async () => {
  await Promise.all([well.stop(), worse.stop()]);
  await closeJobs();
  await closeEvents();
});

/** So many at a time: what is slow is the version, and not the machine. */
const atOnce = 12;

async function askMany(endpoint: string, count: number): Promise<void> {
  const rater = userCaller('app-team', { id: owner });
  const askOne = async (index: number) => {
    const response = await ask(endpoint, { body: { user: `person-${index}` } });
    await response.text();
    // Whoever got the worse version says so.
    const thumb = response.headers.get('x-slipway-version') === '2' ? 'down' : 'up';
    const id = response.headers.get('x-slipway-request-id') ?? '';
    await giveFeedback(rater, id, feedbackInputSchema.parse({ thumb }));
  };
  for (let first = 0; first < count; first += atOnce) {
    await Promise.all(
      Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => askOne(first + index)),
    );
  }
}

const patient = (provider: string) =>
  plainChain('gpt', { model: { provider, name: 'gpt', parameters: { timeoutMs: 60_000 } } });

function ruleOn(expression: object, condition: object, more: object = {}): RuleDocument {
  return ruleDocumentSchema.parse({
    signal: { kind: 'metric', expression, windowSeconds: 300, condition },
    keepFiringSeconds: 0,
    groupSeconds: 0,
    minCount: 5,
    ...more,
  });
}

/** What a version does is asked of one endpoint; errors and drift of all there are. */
async function addRules(endpoint: string): Promise<RuleDocument> {
  const byVersion = (metric: string, aggregation = 'value') => ({
    ...{ endpoint, metric, aggregation },
    groupBy: 'version',
  });
  const slow = ruleOn(
    byVersion('latency', 'p50'),
    { kind: 'above', threshold: 3000 },
    { action: { kind: 'rollback' } },
  );
  await addRule('Slow', slow);
  await addRule('Dear', ruleOn(byVersion('cost_per_request'), { kind: 'above', threshold: 50_000 }));
  await addRule('Disliked', ruleOn(byVersion('satisfaction'), { kind: 'below', threshold: 0.5 }));
  await addRule(
    'Fails',
    ruleOn(
      { metric: 'error_rate', aggregation: 'value', groupBy: 'endpoint' },
      { kind: 'above', threshold: 0.05 },
    ),
  );
  const usual = ruleTemplates.find(({ slug }) => slug === 'drift');
  if (usual === undefined) throw new Error('Drift has a rule of its own.');
  await addRule('Drifts', { ...usual.document, keepFiringSeconds: 0, groupSeconds: 0 });
  return slow;
}

const hour = 3_600_000;
/** The newest hour that monitors take to be over: five minutes are left for rows that come late. */
const lastHour = Math.floor((Date.now() - 5 * 60_000) / hour) * hour;
const ago = (hours: number) => new Date(lastHour - hours * hour);

const german: RowSql = {
  version: '2',
  language: "'de'",
  question: "'Warum steht auf meiner Rechnung ein falscher Betrag, und wer erstattet ihn mir?'",
};

/** Questions of some hours, spread evenly. */
async function plant(endpoint: string, from: Date, to: Date, set: RowSql = {}): Promise<void> {
  await insertRows(endpoint, { from, to, count: 60, set });
}

/** Watches the endpoint by the hour, against four hours that were normal. */
async function watch(endpoint: string): Promise<() => Promise<void>> {
  for (const start of [6, 5, 4, 3]) await plant(endpoint, ago(start), ago(start - 1));
  const { id } = await createMonitor(
    admin,
    createMonitorSchema.parse({
      ...{ endpoint, name: 'hourly', granularity: 'hour', schedule: '7 * * * *' },
      columns: ['question_length', 'language', 'question_meaning', 'latency'],
      baseline: { kind: 'fixed', from: ago(6).toISOString(), to: ago(2).toISOString() },
    }),
  );
  return () => judgeWindows(id);
}

const firedNow = async () =>
  (await activeAlerts(tester)).map(({ rule, group, endpoint }) => `${rule}: ${group} at ${endpoint}`).sort();

test('a regression of one version fires, leads to its rows, is taken back and resolves', async () => {
  const model = await modelOf(patient('fake'), patient('worse'));
  const endpoint = await serve({ name: 'steady', target: versionOf(model, 1) });
  const calm = await serve({ name: 'steady', target: versionOf(await modelOf(patient('fake'))) });
  const slow = await addRules(endpoint);
  const judge = await watch(endpoint);
  const judgeCalm = await watch(calm);
  await plant(calm, ago(2), ago(1));
  await plant(calm, ago(1), ago(0));

  await judgeCalm();
  await askMany(endpoint, 12);
  await askMany(calm, 12);
  await makeDue();
  await evaluateDue({ sources: systemSources });
  expect(await firedNow()).toEqual([]);

  await serveInstead(
    endpoint,
    1,
    { name: 'steady', target: versionOf(model, 1), trafficPercentage: 50 },
    { name: 'fresh', target: versionOf(model, 2), trafficPercentage: 50 },
  );
  // Half of the questions of an hour are what they were, and half are others.
  await plant(endpoint, ago(2), ago(1));
  await plant(endpoint, ago(2), ago(1), german);
  await judge();
  await askMany(calm, 12);
  await askMany(endpoint, 40);
  await makeDue();
  await evaluateDue({ sources: systemSources });
  await tellAlerts();

  const fired = await activeAlerts(tester, { endpoint });
  expect(await firedNow()).toEqual(
    [
      `Dear: ${model} v2`,
      `Disliked: ${model} v2`,
      `Drifts: ${endpoint} › hourly: Language`,
      `Drifts: ${endpoint} › hourly: What questions are about`,
      `Slow: ${model} v2`,
    ].map((one) => `${one} at ${endpoint}`),
  );
  const told = await prisma().notification.findMany({ where: { topic: 'alert.firing' } });
  expect(told.map(({ title }) => title)).toEqual([`5 alerts of 4 rules at ${endpoint}`]);

  for (const rule of ['Slow', 'Dear', 'Disliked']) {
    const alert = await getAlert(tester, fired.find((one) => one.rule === rule)?.id ?? '');
    const { items } = await rowsBehind(alert.rowsHref);
    expect(items.length, `${rule}: ${alert.rowsHref}`).toBeGreaterThanOrEqual(5);
    expect(new Set(items.map(({ version }) => version)), rule).toEqual(new Set([2]));
  }
  for (const { id } of fired.filter(({ rule }) => rule === 'Drifts')) {
    const { rowsHref, seeAlso } = await getAlert(tester, id);
    const { items } = await rowsBehind(rowsHref);
    expect(new Set(items.map((row) => row.endpoint))).toEqual(new Set([endpoint]));
    expect(items.filter(({ version, language }) => version === 2 && language === 'de')).toHaveLength(60);
    expect(items, 'nothing but the hour that was judged').toHaveLength(120);
    expect(seeAlso?.href).toMatch(/^\/drift\?monitor=/);
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

  // The hour after the roll-back, and what has come of the next should it be over before the monitor looks.
  await plant(endpoint, ago(1), ago(0));
  await plant(endpoint, ago(0), new Date());
  await judge();
  await askMany(endpoint, 10);
  const later = new Date(Date.now() + 7 * 60_000);
  await makeDue();
  await evaluateDue({ sources: systemSources, at: later });
  await tellAlerts(later);
  await runActions();
  expect(await firedNow()).toEqual([]);
  const over = await prisma().notification.findMany({ where: { topic: 'alert.resolved' } });
  expect(over.map(({ title, data }) => [title, (data as { ended: boolean }).ended])).toEqual([
    [`Resolved: 5 alerts of 4 rules at ${endpoint}`, true],
  ]);
  expect((await getEndpoint(tester, endpoint)).config).toBe(3);

  const played = await backtestRule(tester, { document: slow, days: 1 });
  expect(played.bands.map(({ group }) => group)).toEqual([`${model} v2`]);
}, 240_000);

function rowsBehind(href: string | null) {
  const query = Object.fromEntries(new URL(href ?? '', 'http://localhost').searchParams);
  return listInferences(tester, inferencePageQuerySchema.parse({ ...query, limit: 200 }));
}
