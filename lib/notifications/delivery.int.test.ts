/** Deliveries against a real mail server and a real HTTP server: each way they may end. */

import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakeMail, startFakeMail } from '../../e2e/support/fake-mail.ts';
import { type FakeReceiver, startFakeReceiver } from '../../e2e/support/fake-receiver.ts';
import { databaseUrl } from '../../e2e/support/test-database.ts';
import { systemCaller } from '../access/index.ts';
import { closeJobs, startWorker } from '../jobs/index.ts';
import { pool, prisma, transaction } from '../platform/db.ts';
import { deriveEnv, env } from '../platform/env.ts';
import { deliverNotification } from './deliver-notification.ts';
import { createChannel, notificationJobHandlers, notify } from './index.ts';
import { type CreatedChannel, channelInputSchema, type NotificationInput } from './schemas.ts';

const tester = systemCaller('test');
const never = new AbortController().signal;
let mail: FakeMail;
let receiver: FakeReceiver;

beforeAll(async () => {
  mail = await startFakeMail();
});
beforeEach(async () => {
  receiver = await startFakeReceiver();
  mail.letters.length = 0;
  mail.refuse.code = null;
  deriveEnv({
    SLIPWAY_SMTP_URL: mail.url,
    SLIPWAY_EGRESS_ALLOW: '127.0.0.1',
    NEXTAUTH_URL: 'https://slipway.test/',
    SLIPWAY_LOG: 'silent',
  });
});
afterEach(async () => {
  await receiver.stop();
  await pool().query('TRUNCATE notification, notification_channel CASCADE');
});
afterAll(async () => {
  await mail.stop();
  await closeJobs();
});

function webhook(url = receiver.url): Promise<CreatedChannel> {
  const input = { name: url, target: { kind: 'webhook', url }, topics: ['quota.warning'] };
  return createChannel(tester, channelInputSchema.parse(input));
}

function tell(change: Partial<NotificationInput> = {}): Promise<string | null> {
  return transaction((tx) =>
    notify(tx, { topic: 'quota.warning', title: 'Team A used 80 %', text: 'Renews on Monday.', ...change }),
  );
}

async function onlyDelivery() {
  const rows = await prisma().notificationDelivery.findMany();
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('There is no delivery.');
  return row;
}

async function attempt(options: { lastTry?: boolean; signal?: AbortSignal } = {}) {
  const { id } = await onlyDelivery();
  const error = await deliverNotification(id, { lastTry: false, signal: never, ...options }).then(
    () => null,
    (thrown: Error) => thrown.message,
  );
  return { error, row: await onlyDelivery() };
}

describe('outbox', () => {
  test('what is rolled back is not told, and leaves no job', async () => {
    await webhook();
    await expect(
      transaction(async (tx) => {
        await notify(tx, { topic: 'quota.warning', title: 'Never', text: 'Never.' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await prisma().notification.count()).toBe(0);
    expect(await prisma().notificationDelivery.count()).toBe(0);
    const { rows } = await pool().query(
      `SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = 'deliver-notification' AND state = 'created'`,
    );
    expect(rows).toEqual([{ jobs: 0 }]);
  });

  test('the same key is told once, also by twenty at once', async () => {
    await webhook();
    const told = await Promise.all(Array.from({ length: 20 }, () => tell({ dedupeKey: 'quota:a:80' })));
    expect(told.filter((id) => id !== null)).toHaveLength(1);
    await onlyDelivery();
    expect(await tell({ dedupeKey: 'quota:a:100' })).not.toBeNull();
  });

  test('only channels that subscribe and are switched on hear of a topic', async () => {
    const { id } = await webhook();
    await tell({ topic: 'alert.firing' });
    expect(await prisma().notificationDelivery.count()).toBe(0);
    await prisma().notificationChannel.update({ where: { id }, data: { enabled: false } });
    await tell();
    expect(await prisma().notificationDelivery.count()).toBe(0);
  });
});

describe('webhooks', () => {
  test('are signed as Standard Webhooks has it, over the very bytes sent', async () => {
    const { secret } = await webhook();
    await tell({ link: '/usage', data: { share: 0.8 }, severity: 'warning' });
    const { row } = await attempt();
    expect(row).toMatchObject({ state: 'delivered', attempts: 1, lastError: null });
    const [got] = receiver.received;
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = got?.headers ?? {};
    expect(id).toBe(row.id);
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60);
    const key = Buffer.from((secret ?? '').replace('whsec_', ''), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${at}.${got?.body}`).digest('base64');
    expect(signature).toBe(`v1,${expected}`);
    expect(JSON.parse(got?.body ?? '')).toMatchObject({
      type: 'quota.warning',
      data: { title: 'Team A used 80 %', link: 'https://slipway.test/usage', details: { share: 0.8 } },
    });
  });

  test('an error status is tried again, and the last try ends it', async () => {
    await webhook();
    await tell();
    receiver.answers.splice(0, 1, 503);
    const first = await attempt();
    expect(first.row).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(first.error).toContain('answered with status');
    const last = await attempt({ lastTry: true });
    expect([last.error, last.row.state, last.row.attempts]).toEqual([null, 'failed', 2]);
  });

  test('410 and a redirect end it at once, and the redirect is not followed', async () => {
    const elsewhere = await startFakeReceiver();
    await webhook();
    await tell();
    receiver.answers.splice(0, 1, { location: elsewhere.url });
    const { row } = await attempt();
    expect(row).toMatchObject({ state: 'failed', lastError: expect.stringContaining('redirects') });
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
    await prisma().notificationDelivery.updateMany({ data: { state: 'waiting' } });
    receiver.answers.splice(0, 1, 410);
    expect((await attempt()).row.state).toBe('failed');
  });

  test('a receiver that hangs is given up on', async () => {
    await webhook();
    await tell();
    receiver.answers.splice(0, 1, 'hang');
    const { error, row } = await attempt({ signal: AbortSignal.timeout(200) });
    expect(error).toContain('did not answer in time');
    expect(row.state).toBe('waiting');
  });

  test('a private address is refused, when it is set up and when it is called', async () => {
    await webhook();
    await tell();
    deriveEnv({ SLIPWAY_EGRESS_ALLOW: '' });
    const { row } = await attempt();
    expect(row).toMatchObject({ state: 'failed', lastError: expect.stringContaining('private network') });
    expect(receiver.received).toEqual([]);
    await expect(webhook('http://169.254.169.254/latest')).rejects.toMatchObject({
      reason: 'egress_refused',
    });
    // A name is refused when it is resolved.
    await prisma().notificationDelivery.updateMany({ data: { state: 'waiting' } });
    const url = receiver.url.replace('127.0.0.1', 'localhost');
    await prisma().notificationChannel.updateMany({ data: { target: { kind: 'webhook', url } } });
    expect((await attempt()).row.lastError).toContain('private network');
    expect(receiver.received).toEqual([]);
  });

  test('killed between sending and noting it, it is sent again under the same id', async () => {
    await webhook();
    await tell();
    receiver.answers.splice(0, 1, 'hang', 200);
    const { id } = await onlyDelivery();
    const script = path.join(import.meta.dirname, '../../e2e/support/deliver-process.ts');
    const child = spawn(process.execPath, [script, id], {
      env: { ...process.env, DATABASE_URL: databaseUrl },
      stdio: 'inherit',
    });
    await receiver.arrived(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const early = await attempt();
    expect(early.error).toContain('Another process');
    expect(early.row).toMatchObject({ state: 'sending', attempts: 1 });
    await pool().query(`UPDATE notification_delivery SET lease_until = now() - interval '1 second'`);
    expect((await attempt()).row).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
  });

  test('the worker tries until it works', async () => {
    await webhook();
    receiver.answers.splice(0, 1, 500, 200);
    const worker = await startWorker(notificationJobHandlers);
    try {
      await tell();
      await receiver.arrived(2);
      await expect.poll(async () => (await onlyDelivery()).state).toBe('delivered');
      expect((await onlyDelivery()).attempts).toBe(2);
    } finally {
      await worker.stop(1);
    }
  });
});

describe('e-mail', () => {
  const toAnna = { subscribers: false, emails: ['anna@example.com'] };

  test('reaches the people named, with a link and a Message-ID of the delivery', async () => {
    await tell({ to: toAnna, link: '/usage' });
    const { row } = await attempt();
    expect(row.state).toBe('delivered');
    const [letter] = mail.letters;
    expect(letter?.to).toEqual(['anna@example.com']);
    expect(letter?.text).toContain('Subject: Team A used 80 %');
    expect(letter?.text).toContain('https://slipway.test/usage');
    expect(letter?.text).toContain(`Message-ID: <${row.id}@slipway>`);
  });

  test('an invitation’s link is sealed, sent once and forgotten', async () => {
    const id = await tell({ topic: 'access.invitation', to: toAnna, secretLink: '/join?token=s3cret' });
    const kept = await prisma().notification.findUniqueOrThrow({ where: { id: id ?? '' } });
    expect(JSON.stringify(kept)).not.toContain('s3cret');
    expect(Buffer.from(kept.sealedLink ?? []).toString('latin1')).not.toContain('s3cret');
    await attempt();
    expect(mail.letters[0]?.text).toContain('https://slipway.test/join?token=s3cret');
    expect(await prisma().notification.findFirst()).toMatchObject({ sealedLink: null });
    await expect(tell({ secretLink: '/join' })).rejects.toThrow('e-mail addresses alone');
  });

  test('a mailbox that is refused for good is not tried again, one refused for now is', async () => {
    await tell({ to: toAnna });
    mail.refuse.code = 451;
    expect((await attempt()).row.state).toBe('waiting');
    mail.refuse.code = 550;
    expect((await attempt()).row).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('no such mailbox'),
    });
  });

  test('a server that never greets is given up on, and one that is gone is tried again', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    deriveEnv({ SLIPWAY_SMTP_URL: `smtp://user:pass-word@127.0.0.1:${port}` });
    await tell({ to: toAnna });
    const hung = await attempt({ signal: AbortSignal.timeout(200) });
    expect(hung.error).toContain('did not answer in time');
    mute.close();
    deriveEnv({ SLIPWAY_SMTP_URL: 'smtp://user:pass-word@127.0.0.1:9' });
    const { row } = await attempt();
    expect(row).toMatchObject({ state: 'waiting', attempts: 2 });
    expect(row.lastError).not.toContain('pass-word');
  });

  test('without a mail server it says what to set', async () => {
    deriveEnv({ SLIPWAY_SMTP_URL: '' });
    expect(env().SLIPWAY_SMTP_URL).toBeUndefined();
    await tell({ to: toAnna });
    expect((await attempt()).row).toMatchObject({
      state: 'failed',
      lastError: expect.stringContaining('SLIPWAY_SMTP_URL'),
    });
  });
});
