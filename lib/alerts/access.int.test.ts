/** Who may do what with rules, alerts and silences; what arrives at real receivers. */
import '../../e2e/support/test-database.ts';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addAccount } from '../../e2e/support/accounts.ts';
import { addRule, errorRule, type FakeGroup, fakeSources, makeDue } from '../../e2e/support/alert-rules.ts';
import { userCaller } from '../../e2e/support/callers.ts';
import { newEndpoint } from '../../e2e/support/endpoints.ts';
import { type FakeMail, startFakeMail } from '../../e2e/support/fake-mail.ts';
import { type FakeReceiver, startFakeReceiver } from '../../e2e/support/fake-receiver.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { createChannel, deliverNow } from '../notifications/index.ts';
import { channelInputSchema } from '../notifications/schemas.ts';
import { pool, prisma } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { closeEvents } from '../platform/events.ts';
import { evaluateDue } from './evaluate-due.ts';
import {
  acknowledgeAlert,
  activeAlerts,
  assignAlert,
  backtestRule,
  countAlerts,
  createSilence,
  deleteRule,
  endSilence,
  getAlert,
  getRule,
  listAlerts,
  listRules,
  listSilences,
  noteAlert,
  updateRule,
} from './index.ts';
import { runActions } from './run-actions.ts';
import { tellAlerts } from './tell-alerts.ts';

const tester = systemCaller('test');
const at = (endpoint: string, role: 'data-scientist' | 'stakeholder' | 'mlops-engineer' = 'data-scientist') =>
  userCaller(role, { scope: { kind: 'endpoint', name: endpoint } });
let receiver: FakeReceiver;
let mail: FakeMail;

beforeEach(async () => {
  receiver = await startFakeReceiver();
  mail = await startFakeMail();
  deriveEnv({
    SLIPWAY_LOG: 'silent',
    SLIPWAY_EGRESS_ALLOW: '127.0.0.1',
    SLIPWAY_SMTP_URL: mail.url,
    NEXTAUTH_URL: 'https://slipway.test',
  });
  await pool().query(
    'TRUNCATE alert_rule, alert, alert_thread, alert_silence, notification, notification_channel, change_request CASCADE',
  );
});
afterEach(async () => {
  await receiver.stop();
  await mail.stop();
});
afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

async function fire(groups: readonly FakeGroup[]): Promise<string[]> {
  await makeDue();
  await evaluateDue({ sources: fakeSources(() => [...groups]) });
  return tellAlerts();
}
const all = { state: 'all', page: 1, pageSize: 50 } as const;
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

describe('another tenant', () => {
  test('sees nothing of a rule, its alerts and silences, and can do nothing with them', async () => {
    const mine = await newEndpoint();
    const [owner, other] = [at(mine), at('elsewhere')];
    const rule = await addRule('Mine', errorRule({}, mine), owner);
    await fire([{ key: 'all', value: 1 }]);
    const [alert] = await activeAlerts(owner);
    const id = alert?.id ?? '';
    const silence = await createSilence(owner, {
      matchers: { ruleId: rule.id, labels: {} },
      endsAt: inAnHour(),
      comment: 'Known.',
    });
    expect((await listAlerts(owner, all)).total).toBe(1);
    expect((await listAlerts(other, all)).items).toEqual([]);
    expect((await listRules(other, { search: '', page: 1, pageSize: 50 })).items).toEqual([]);
    expect((await listSilences(other, { state: 'current', page: 1, pageSize: 50 })).items).toEqual([]);
    expect(await countAlerts(other)).toMatchObject({ open: 0 });
    const change = { name: 'Theirs', enabled: true, document: errorRule({}, mine), expectedRevision: 1 };
    for (const tried of [
      () => getAlert(other, id),
      () => acknowledgeAlert(other, id),
      () => noteAlert(other, id, 'Hello.'),
      () => getRule(other, rule.id),
      () => updateRule(other, rule.id, change),
      () => deleteRule(other, rule.id),
      () => endSilence(other, silence.id),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'not_found' });
    }
    for (const tried of [
      () => addRule('Theirs', errorRule({}, mine), other),
      () => addRule('Everywhere', errorRule(), other),
      () => backtestRule(other, { document: errorRule(), days: 1 }),
      () =>
        createSilence(other, { matchers: { endpoint: mine, labels: {} }, endsAt: inAnHour(), comment: 'x' }),
      () =>
        createSilence(other, {
          matchers: { severity: 'critical', labels: {} },
          endsAt: inAnHour(),
          comment: 'x',
        }),
      // Moving a rule of one's own onto somebody else's endpoint.
      () => updateRule(owner, rule.id, { ...change, document: errorRule({}, 'elsewhere') }),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('of a rule over all endpoints each sees the alerts of their own', async () => {
    await addRule('All', errorRule({ groupBy: 'endpoint' }));
    await fire(['a', 'b'].map((key) => ({ key, value: 1, labels: { endpoint: key } })));
    expect((await activeAlerts(at('a', 'stakeholder'))).map(({ endpoint }) => endpoint)).toEqual(['a']);
    expect((await listRules(at('a'), { search: '', page: 1, pageSize: 50 })).items).toEqual([]);
    expect(await activeAlerts(tester)).toHaveLength(2);
  });

  test('a stakeholder looks, and changes nothing', async () => {
    const mine = await newEndpoint();
    const reader = at(mine, 'stakeholder');
    const rule = await addRule('Mine', errorRule({}, mine));
    await fire([{ key: 'all', value: 1 }]);
    const [alert] = await activeAlerts(reader);
    expect((await getAlert(reader, alert?.id ?? '')).may).toEqual({ acknowledge: false });
    await expect(acknowledgeAlert(reader, alert?.id ?? '')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteRule(reader, rule.id)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

test('work on an alert is on record, and two changes of a rule are not lost', async () => {
  const person = await addAccount('data-scientist');
  const rule = await addRule('Errors', errorRule());
  await fire([{ key: 'all', value: 1 }]);
  const [alert] = await activeAlerts(tester);
  const id = alert?.id ?? '';
  await acknowledgeAlert(tester, id);
  await assignAlert(tester, id, person.id);
  const detail = await noteAlert(tester, id, 'Looks like the provider.');
  expect(detail.assignee?.id).toBe(person.id);
  expect(detail.timeline.map(({ kind }) => kind)).toEqual([
    'fired',
    'told',
    'acknowledged',
    'assigned',
    'note',
  ]);
  const audited = await prisma().auditEvent.findMany({ where: { subjectKind: 'alert' } });
  expect(audited.map(({ action }) => action).sort()).toEqual([
    'alert.acknowledged',
    'alert.assigned',
    'alert.noted',
  ]);
  const input = { name: 'Errors', enabled: true, document: errorRule({ minCount: 5 }), expectedRevision: 1 };
  await updateRule(tester, rule.id, input);
  await expect(updateRule(tester, rule.id, input)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'changed_since',
  });
  expect((await getRule(tester, rule.id)).revisions.map(({ number }) => number)).toEqual([2, 1]);
  await expect(addRule('Errors', errorRule())).rejects.toMatchObject({ code: 'conflict' });
});

describe('receivers', () => {
  test('a channel and a person hear of one conversation', async () => {
    const person = await addAccount('data-scientist');
    const target = { kind: 'slack', url: receiver.url };
    const channel = await createChannel(tester, channelInputSchema.parse({ name: 'Ops', target }));
    const notify = { subscribers: false, channels: [channel.id], people: [person.id] };
    await addRule('Errors', errorRule({ notify, runbook: 'https://wiki.test/errors' }));
    for (const id of await fire([{ key: 'all', value: 1 }])) await deliverNow(id);
    for (const id of await fire([{ key: 'all', value: 0 }])) await deliverNow(id);
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.body).toContain('https://slipway.test/alerts?alert=');
    expect(mail.letters).toHaveLength(2);
    const threads = mail.letters.map(({ text }) => /References: (\S+)/.exec(text)?.[1]);
    expect(threads[0]).toBeDefined();
    expect(threads[0]).toBe(threads[1]);
    expect(mail.letters[0]?.text).toContain('https://wiki.test/errors');
  });

  test('one that is not there is refused when the rule is saved', async () => {
    const missing = '00000000-0000-4000-8000-000000000000';
    const notify = { subscribers: false, channels: [missing], people: [] };
    await expect(addRule('Errors', errorRule({ notify }))).rejects.toMatchObject({ code: 'invalid' });
  });

  test('retraining is asked for once, signed', async () => {
    const target = { kind: 'webhook', url: receiver.url };
    const channel = await createChannel(tester, channelInputSchema.parse({ name: 'Train', target }));
    await addRule(
      'Errors',
      errorRule({ action: { kind: 'webhook', channelId: channel.id, cooldownSeconds: 3600 } }),
    );
    await fire([{ key: 'all', value: 1 }]);
    await Promise.all([runActions(), runActions()]);
    await runActions();
    const asked = await prisma().notification.findMany({ where: { topic: 'alert.action' } });
    expect(asked).toHaveLength(1);
    await deliverNow(asked[0]?.id ?? '');
    expect(receiver.received[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'alert.action' });
    // It ends and fires again within the cool-down: nothing more is asked.
    await fire([{ key: 'all', value: 0 }]);
    await fire([{ key: 'all', value: 1 }]);
    await runActions();
    expect(await prisma().notification.count({ where: { topic: 'alert.action' } })).toBe(1);
    const states = await prisma().alert.findMany({ select: { actionState: true }, orderBy: { id: 'asc' } });
    expect(states.map(({ actionState }) => actionState)).toEqual(['done', 'skipped']);
  });
});
