/** What is measured of a subject at an endpoint, such as drift: whose alert it is, and what became of those from before. */
import '../../e2e/support/test-database.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { addRule, makeDue } from '../../e2e/support/alert-rules.ts';
import { userCaller } from '../../e2e/support/callers.ts';
import { newEndpoint } from '../../e2e/support/endpoints.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { writeGauges } from '../monitoring/index.ts';
import { pool, prisma } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { evaluateDue } from './evaluate-due.ts';
import {
  acknowledgeAlert,
  activeAlerts,
  alertsBetween,
  countAlerts,
  createSilence,
  getAlert,
  listAlerts,
} from './index.ts';
import type { RuleDocument } from './rule-schemas.ts';
import { initialState } from './state-machine.ts';
import { systemSources } from './system-sources.ts';
import { tellAlerts } from './tell-alerts.ts';
import { ruleTemplates } from './templates.ts';

const tester = systemCaller('test');
const operatorOf = (name: string) => userCaller('mlops-engineer', { scope: { kind: 'endpoint', name } });
const page = { state: 'open', page: 1, pageSize: 50 } as const;
const lastHour = () => ({
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
});

beforeEach(async () => {
  deriveEnv({ SLIPWAY_LOG: 'silent' });
  await pool().query(
    'TRUNCATE alert_rule, alert, alert_thread, alert_silence, notification, metric_gauge CASCADE',
  );
});
afterAll(closeJobs);

function usual(slug: string): RuleDocument {
  const found = ruleTemplates.find((template) => template.slug === slug);
  if (found === undefined) throw new Error(`There is no template ${slug}.`);
  return { ...found.document, keepFiringSeconds: 0, groupSeconds: 0 };
}

const drifting = (endpoint: string, value: number) =>
  writeGauges([{ metric: 'drifting', endpoint, subject: 'daily: Language', at: new Date(), value }]);

async function evaluate(): Promise<void> {
  await makeDue();
  await evaluateDue({ sources: systemSources });
  await tellAlerts();
}

test('a drift is an alert of its endpoint: who answers for that one sees it, and sees no other', async () => {
  const [mine, theirs] = [await newEndpoint(), await newEndpoint()];
  await addRule('Drift', usual('drift'));
  await drifting(mine, 1);
  await drifting(theirs, 0);
  await evaluate();
  expect(await activeAlerts(tester)).toMatchObject([
    {
      endpoint: mine,
      group: `${mine} › daily: Language`,
      labels: { endpoint: mine, subject: 'daily: Language' },
    },
  ]);

  // The same subject at another endpoint is another alert.
  await drifting(theirs, 1);
  await evaluate();
  expect((await activeAlerts(tester)).map(({ endpoint }) => endpoint).sort()).toEqual([mine, theirs].sort());
  for (const [me, other] of [
    [mine, theirs],
    [theirs, mine],
  ] as const) {
    const operator = operatorOf(me);
    const [own, ...more] = await activeAlerts(operator);
    expect([own?.endpoint, more]).toEqual([me, []]);
    const inProduction = { ...page, environment: 'production' } as const;
    expect((await listAlerts(operator, inProduction)).items.map(({ id }) => id)).toEqual([own?.id]);
    expect((await listAlerts(operator, { ...page, environment: 'staging' })).items).toEqual([]);
    expect(await countAlerts(operator)).toMatchObject({ open: 1 });
    expect((await alertsBetween(operator, { ...lastHour(), endpoint: me })).map(({ id }) => id)).toEqual([
      own?.id,
    ]);
    expect(await alertsBetween(operator, { ...lastHour(), endpoint: other })).toEqual([]);
    expect((await getAlert(operator, own?.id ?? '')).seeAlso?.href).toBe(`/drift?endpoint=${me}`);
    const [foreign] = await activeAlerts(tester, { endpoint: other });
    await expect(getAlert(operator, foreign?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
    await expect(acknowledgeAlert(operator, foreign?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  }
  const operator = operatorOf(mine);
  await createSilence(operator, {
    matchers: { endpoint: mine, labels: { subject: 'daily: Language' } },
    endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    comment: 'Known.',
  });
  expect((await activeAlerts(tester)).map(({ endpoint, silenced }) => [endpoint, silenced])).toEqual(
    expect.arrayContaining([
      [mine, true],
      [theirs, false],
    ]),
  );

  await drifting(mine, 0);
  await evaluate();
  expect((await activeAlerts(tester)).map(({ endpoint }) => endpoint)).toEqual([theirs]);
});

test('a check of an endpoint is its own, a check of a provider and a queue are of none', async () => {
  const mine = await newEndpoint();
  await addRule('Health', usual('health-check'));
  const at = new Date();
  await writeGauges([
    { metric: 'health_up', endpoint: mine, subject: 'Asks the guide', at, value: 0 },
    { metric: 'health_up', endpoint: '', subject: 'Provider openai', at, value: 0 },
  ]);
  await evaluate();
  expect((await activeAlerts(tester)).map(({ endpoint }) => endpoint)).toEqual(
    expect.arrayContaining([mine, null]),
  );
  const seen = await activeAlerts(operatorOf(mine));
  expect(seen).toMatchObject([{ endpoint: mine }]);
  expect((await getAlert(operatorOf(mine), seen[0]?.id ?? '')).seeAlso).toEqual({
    label: 'Open the check',
    href: '/health?q=Asks+the+guide',
  });
});

test('what fired before subjects were told apart by endpoint is over, and fires anew at its endpoint', async () => {
  const mine = await newEndpoint();
  const { id: ruleId } = await addRule('Drift', usual('drift'));
  const { id: queueId } = await addRule('Queue', {
    ...usual('queue-stuck'),
    pendingSeconds: 0,
    noData: 'keep',
  });
  await drifting(mine, 1);
  const at = new Date();
  await writeGauges([{ metric: 'queue_depth', endpoint: '', subject: 'runs', at, value: 5000 }]);
  const old = await openOfBefore(ruleId, 'daily: Language');
  const queue = await openOfBefore(queueId, 'runs');
  const script = path.resolve(
    import.meta.dirname,
    '../../prisma/migrations/20261121151012_alert_groups_by_endpoint/migration.sql',
  );
  await pool().query(await readFile(script, 'utf8'));
  expect(await getAlert(tester, old)).toMatchObject({ state: 'resolved' });
  expect((await getAlert(tester, old)).timeline.map(({ text }) => text)).toEqual([
    'It is watched at each endpoint by itself now, and fires anew if it is still wrong.',
  ]);
  expect(await getAlert(tester, queue)).toMatchObject({ state: 'firing' });
  await evaluate();
  const open = await activeAlerts(tester);
  expect(open.map(({ id, endpoint }) => [id === queue, endpoint])).toEqual(
    expect.arrayContaining([
      [true, null],
      [false, mine],
    ]),
  );
  expect(open).toHaveLength(2);
  const told = await prisma().notification.findMany({ orderBy: { id: 'asc' } });
  expect(told.map(({ title }) => title).sort()).toEqual([`Drift at ${mine}`, 'Resolved: Drift']);
});

/** An alert that fires under the key it had then. */
async function openOfBefore(ruleId: string, subject: string): Promise<string> {
  const id = newId();
  const at = new Date(Date.now() - 60_000);
  const labels = { subject };
  await prisma().alert.create({
    data: {
      ...{ id, ruleId, ruleName: 'Drift', ruleRevision: 1, groupKey: subject, labels, severity: 'info' },
      ...{
        cause: 'condition',
        state: 'firing',
        summary: '',
        startedAt: at,
        firedAt: at,
        told: 'firing',
        toldAt: at,
      },
    },
  });
  const machine = { ...initialState(at.getTime()), state: 'firing', cause: 'condition' };
  await prisma().alertInstance.create({
    data: {
      ...{ ruleId, groupKey: subject, state: 'firing', machine, labels, value: 1, count: 1, alertId: id },
      ...{ seenAt: at, updatedAt: at },
    },
  });
  return id;
}
