/** Slack, Teams and PagerDuty against a real HTTP server: what arrives, and each way it may end. */

import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FakeReceiver, startFakeReceiver } from '../../e2e/support/fake-receiver.ts';
import '../../e2e/support/test-database.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs } from '../jobs/index.ts';
import { pool, prisma, transaction } from '../platform/db.ts';
import { deriveEnv } from '../platform/env.ts';
import { deliverNotification } from './deliver-notification.ts';
import { createChannel, notify, updateChannel } from './index.ts';
import { channelInputSchema, type NotificationInput } from './schemas.ts';

const tester = systemCaller('test');
const never = new AbortController().signal;
const routingKey = '0123456789abcdef0123456789abcdef';
let receiver: FakeReceiver;

beforeEach(async () => {
  receiver = await startFakeReceiver();
  deriveEnv({
    SLIPWAY_EGRESS_ALLOW: '127.0.0.1',
    NEXTAUTH_URL: 'https://slipway.test/',
    SLIPWAY_LOG: 'silent',
  });
});
afterEach(async () => {
  await receiver.stop();
  await pool().query('TRUNCATE notification, notification_channel CASCADE');
});
afterAll(closeJobs);

function channel(target: object) {
  return createChannel(
    tester,
    channelInputSchema.parse({
      name: 'On call',
      target,
      topics: ['alert.firing', 'alert.resolved', 'alert.acknowledged'],
    }),
  );
}

const thread = { thread: 'a-thread', status: 'firing' };

function tell(change: Partial<NotificationInput> = {}) {
  const told = {
    topic: 'alert.firing',
    severity: 'critical',
    title: 'Errors <b>',
    text: 'One\nTwo & *three*',
  } as const;
  return transaction((tx) => notify(tx, { ...told, link: '/alerts', data: thread, ...change }));
}

/** Makes one attempt at everything that waits. */
async function deliver(signal = never) {
  const rows = await prisma().notificationDelivery.findMany({
    where: { state: 'waiting' },
    orderBy: { id: 'asc' },
  });
  for (const { id } of rows) {
    await deliverNotification(id, { lastTry: false, signal }).catch(() => undefined);
  }
  const all = await prisma().notificationDelivery.findMany({ orderBy: { id: 'asc' } });
  return all.map(({ state, lastError }) => ({ state, lastError }));
}

const bodies = () => receiver.received.map(({ body }) => JSON.parse(body));

describe('Slack', () => {
  test('gets blocks with what is markup in its eyes escaped', async () => {
    const { secret } = await channel({ kind: 'slack', url: receiver.url });
    expect(secret).toBeNull();
    await tell();
    expect(await deliver()).toEqual([{ state: 'delivered', lastError: null }]);
    const [message] = bodies();
    expect(message.text).toContain('Errors &lt;b&gt;');
    expect(message.blocks[0]).toMatchObject({ type: 'header' });
    expect(message.blocks[1].text.text).toBe('One\nTwo &amp; *three*');
    expect(JSON.stringify(message)).toContain('https://slipway.test/alerts');
  });

  test('the address is sealed, and kept by a change that does not give it', async () => {
    const created = await channel({ kind: 'slack', url: `${receiver.url}/T0/B0/s3cretpath` });
    const { rows } = await pool().query(
      "SELECT to_jsonb(c) - 'sealed_secret' AS row FROM notification_channel c",
    );
    expect(JSON.stringify([rows, created])).not.toContain('s3cret');
    const audited = await pool().query(
      `SELECT after FROM audit_event WHERE action LIKE 'notification-channel%'`,
    );
    expect(JSON.stringify(audited.rows)).not.toContain('s3cret');
    const input = { name: 'Renamed', target: { kind: 'slack' }, topics: ['alert.firing'] };
    await updateChannel(tester, created.id, channelInputSchema.parse(input), null);
    await tell();
    expect((await deliver())[0]?.state).toBe('delivered');
    await expect(channel({ kind: 'slack' })).rejects.toMatchObject({ code: 'invalid' });
  });

  test('an address that is gone ends it, too many requests do not', async () => {
    await channel({ kind: 'slack', url: receiver.url });
    await tell();
    receiver.answers.splice(0, 1, 429);
    expect((await deliver())[0]?.state).toBe('waiting');
    receiver.answers.splice(0, 1, 404);
    expect((await deliver())[0]).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('404'),
    });
  });

  test('a redirect is not followed, a hanging one is given up on, a private address is refused', async () => {
    const elsewhere = await startFakeReceiver();
    await channel({ kind: 'slack', url: receiver.url });
    await tell();
    receiver.answers.splice(0, 1, 'hang');
    expect((await deliver(AbortSignal.timeout(200)))[0]).toMatchObject({
      state: 'waiting',
      lastError: expect.stringContaining('in time'),
    });
    receiver.answers.splice(0, 1, { location: elsewhere.url });
    expect((await deliver())[0]).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('redirects'),
    });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
    await prisma().notificationDelivery.updateMany({ data: { state: 'waiting' } });
    deriveEnv({ SLIPWAY_EGRESS_ALLOW: '' });
    expect((await deliver())[0]).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('private network'),
    });
    await expect(channel({ kind: 'teams', url: 'http://169.254.169.254/' })).rejects.toMatchObject({
      reason: 'egress_refused',
    });
  });
});

test('Teams gets an Adaptive Card without Markdown of strangers', async () => {
  await channel({ kind: 'teams', url: receiver.url });
  receiver.answers.splice(0, 1, 202);
  await tell();
  expect((await deliver())[0]?.state).toBe('delivered');
  const [{ type, attachments }] = bodies();
  expect([type, attachments[0].contentType]).toEqual(['message', 'application/vnd.microsoft.card.adaptive']);
  const { body, actions } = attachments[0].content;
  expect(body.map(({ text }: { text: string }) => text)).toContain('Two & \\*three\\*');
  expect(actions).toEqual([
    { type: 'Action.OpenUrl', title: 'Open in Slipway', url: 'https://slipway.test/alerts' },
  ]);
});

test('PagerDuty gets one incident for a conversation, from trigger to resolve', async () => {
  await channel({ kind: 'pagerduty', routingKey, url: receiver.url });
  const steps: Partial<NotificationInput>[] = [
    {},
    { topic: 'alert.acknowledged', data: { thread: 'a-thread', status: 'acknowledged' } },
    { topic: 'alert.resolved', data: { thread: 'a-thread', status: 'resolved', ended: false } },
    { topic: 'alert.resolved', data: { thread: 'a-thread', status: 'resolved', ended: true } },
  ];
  for (const step of steps) {
    await tell(step);
    await deliver();
  }
  expect(bodies().map(({ event_action }) => event_action)).toEqual([
    'trigger',
    'acknowledge',
    'trigger',
    'resolve',
  ]);
  expect(new Set(bodies().map(({ dedup_key }) => dedup_key))).toEqual(new Set(['slipway:a-thread']));
  expect(bodies()[0]).toMatchObject({
    routing_key: routingKey,
    payload: { severity: 'critical', source: 'Slipway' },
  });
});

test('a routing key that is none is refused', () => {
  const target = { kind: 'pagerduty', routingKey: 'short' };
  expect(channelInputSchema.safeParse({ name: 'x', target }).success).toBe(false);
});
