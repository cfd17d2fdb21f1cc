/** Rules over real measurements: the usual ones on a quiet installation, late values, a great many groups, who notices silence. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { addRule, makeDue } from '../../e2e/support/alert-rules.ts';
import { type FakeReceiver, startFakeReceiver } from '../../e2e/support/fake-receiver.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { writeGauges } from '../monitoring/index.ts';
import { createChannel } from '../notifications/index.ts';
import { channelInputSchema } from '../notifications/schemas.ts';
import { pool, prisma } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { ensureDefaultRules } from './ensure-default-rules.ts';
import { evaluateDue } from './evaluate-due.ts';
import { activeAlerts, deleteRule, listRules } from './index.ts';
import { type RuleDocument, ruleDocumentSchema } from './rule-schemas.ts';
import { systemSources } from './system-sources.ts';
import { tellAlerts } from './tell-alerts.ts';
import { ruleTemplates } from './templates.ts';
import { watchEvaluator } from './watchdog.ts';

const tester = systemCaller('test');
const page = { search: '', page: 1, pageSize: 50 };

beforeEach(async () => {
  deriveEnv({ SLIPWAY_LOG: 'silent', SLIPWAY_EGRESS_ALLOW: '127.0.0.1' });
  await pool().query('TRUNCATE alert_rule, alert, alert_thread, notification, notification_channel CASCADE');
});
afterAll(closeJobs);

function customRule(aggregation: 'max' | 'last', more: Partial<RuleDocument> = {}): RuleDocument {
  return ruleDocumentSchema.parse({
    signal: {
      kind: 'metric',
      expression: { metric: 'custom', aggregation, groupBy: 'subject' },
      windowSeconds: 600,
      condition: { kind: 'above', threshold: 0.5 },
    },
    keepFiringSeconds: 0,
    ...more,
  });
}

async function evaluate(): Promise<void> {
  await makeDue();
  await evaluateDue({ sources: systemSources });
  await tellAlerts();
}

const gauge = (subject: string, value: number, minutesAgo = 0) => ({
  metric: 'custom' as const,
  endpoint: '',
  subject,
  at: new Date(Date.now() - minutesAgo * 60_000),
  value,
});

test('the usual rules are made once, by however many workers, and stay away when deleted', async () => {
  await Promise.all([ensureDefaultRules(), ensureDefaultRules(), ensureDefaultRules()]);
  const wanted = ruleTemplates.filter(({ byDefault }) => byDefault);
  const { items } = await listRules(tester, page);
  expect(items.map(({ name }) => name).sort()).toEqual(wanted.map(({ name }) => name).sort());
  await deleteRule(tester, items[0]?.id ?? '');
  await ensureDefaultRules();
  expect((await listRules(tester, page)).total).toBe(wanted.length - 1);
});

test('on an installation where nothing happens, each can be evaluated and none fires', async () => {
  await ensureDefaultRules();
  await evaluate();
  await evaluate();
  expect(await activeAlerts(tester)).toEqual([]);
  const { items } = await listRules(tester, page);
  expect(
    items
      .filter(({ health }) => health !== 'no_data')
      .map(({ name, healthMessage }) => [name, healthMessage]),
  ).toEqual([]);
  expect(await prisma().notification.count()).toBe(0);
});

test('a value that arrives late is seen by the next evaluation', async () => {
  await addRule('Late', customRule('max'));
  await writeGauges([gauge('late', 0)]);
  await evaluate();
  expect(await activeAlerts(tester)).toEqual([]);
  await writeGauges([gauge('late', 1, 5)]);
  await evaluate();
  expect(await activeAlerts(tester)).toMatchObject([{ group: 'late', labels: { subject: 'late' } }]);
});

test('ten thousand groups are bounded: so many alerts, one message', async () => {
  await addRule('Many', customRule('last'));
  await writeGauges(Array.from({ length: 10_000 }, (_, index) => gauge(`s${index}`, 1)));
  await evaluate();
  const alerts = await prisma().alert.count();
  expect(alerts).toBeGreaterThan(0);
  expect(alerts).toBeLessThanOrEqual(200);
  expect(await prisma().notification.count()).toBe(1);
  expect(await prisma().alertInstance.count()).toBeLessThanOrEqual(201);
});

test('whoever notices that nobody evaluates sends the message without a worker', async () => {
  const receiver: FakeReceiver = await startFakeReceiver();
  try {
    const target = { kind: 'slack', url: receiver.url };
    await createChannel(tester, channelInputSchema.parse({ name: 'Ops', target, topics: ['alert.firing'] }));
    await addRule('Any', customRule('last'));
    await pool().query(
      `INSERT INTO alert_heartbeat (id, seen_at, process) VALUES (1, now() - interval '10 minutes', 'gone')
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
    );
    await Promise.all([watchEvaluator(), watchEvaluator()]);
    await watchEvaluator();
    expect(receiver.received.map(({ body }) => JSON.parse(body).text)).toEqual([
      expect.stringContaining('Alerts are not evaluated'),
    ]);
  } finally {
    await receiver.stop();
  }
});
