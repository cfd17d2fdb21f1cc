/** Channels, deliveries and notices over the API: who may do what, and what nobody is shown. */
import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { closeJobs } from '../../../lib/jobs/index.ts';
import { notify } from '../../../lib/notifications/index.ts';
import type { CreatedChannel, DeliveryList, NoticeList } from '../../../lib/notifications/schemas.ts';
import { pool, prisma, transaction } from '../../../lib/platform/db.ts';
import { newId } from '../../../lib/platform/ids.ts';
import * as notice from '../me/notices/[id]/route.ts';
import * as notices from '../me/notices/route.ts';
import * as channel from './channels/[id]/route.ts';
import * as secret from './channels/[id]/secret/route.ts';
import * as trial from './channels/[id]/test/route.ts';
import * as channels from './channels/route.ts';
import * as again from './deliveries/[id]/send/route.ts';
import * as deliveries from './deliveries/route.ts';

let owner: Account;
let other: Account;

beforeAll(async () => {
  owner = await addAccount('owner');
  other = await addAccount('app-team');
});
afterAll(closeJobs);

const input = (change: object = {}) => ({
  name: `Hook ${newId()}`,
  target: { kind: 'webhook', url: 'https://example.com/path-that-is-a-secret' },
  topics: ['alert.firing'],
  ...change,
});

async function add(change: object = {}): Promise<CreatedChannel> {
  const answer = await call(channels.POST, { cookie: owner.cookie, json: input(change) });
  expect(answer.status).toBe(201);
  return answer.body as CreatedChannel;
}

test('a signing secret is shown once, and the audit trail holds neither it nor the path', async () => {
  const made = await add();
  expect(made.secret).toMatch(/^whsec_/);
  const params = { id: made.id };
  const renewed = await call(secret.POST, { cookie: owner.cookie, params, method: 'POST' });
  expect((renewed.body as CreatedChannel).secret).not.toBe(made.secret);
  const list = await call(channels.GET, { cookie: owner.cookie });
  const events = await prisma().auditEvent.findMany({ where: { subjectId: made.id } });
  expect(events.map(({ action }) => action)).toEqual([
    'notification-channel.created',
    'notification-channel.secret-renewed',
  ]);
  expect(JSON.stringify([list.body, events])).not.toContain('whsec_');
  expect(JSON.stringify(events)).not.toContain('path-that-is-a-secret');
  const row = await prisma().notificationChannel.findUniqueOrThrow({ where: params });
  expect(Buffer.from(row.sealedSecret ?? []).toString('latin1')).not.toContain(made.secret?.slice(6));
});

test('names are unique, kinds stay, and a change that was overtaken is refused', async () => {
  const made = await add();
  const twice = await call(channels.POST, { cookie: owner.cookie, json: input({ name: made.name }) });
  expect(twice).toMatchObject({ status: 409, body: { issues: [{ path: 'name' }] } });
  const change = (json: object, readAt: string) =>
    call(channel.PUT, {
      cookie: owner.cookie,
      method: 'PUT',
      params: { id: made.id },
      json,
      headers: { 'if-match': `"${readAt}"` },
    });
  const asMail = { name: made.name, target: { kind: 'email', addresses: ['a@example.com'] } };
  expect((await change(asMail, made.updatedAt)).status).toBe(400);
  const off = { ...input(), enabled: false };
  expect(await change(off, made.updatedAt)).toMatchObject({ status: 200, body: { enabled: false } });
  expect(await change(off, made.updatedAt)).toMatchObject({
    status: 409,
    body: { type: 'urn:slipway:error:changed_since' },
  });
});

test.each([
  'http://10.0.0.1/',
  'http://localhost.:6379/',
  'ftp://example.com/',
  'https://u:p@example.com/',
  'https://example.com:25/',
])('a webhook to %s is refused or never delivered', async (url) => {
  const answer = await call(channels.POST, {
    cookie: owner.cookie,
    json: input({ target: { kind: 'webhook', url } }),
  });
  // A name is only known to be private once it is resolved.
  expect(answer.status).toBe(url.includes('localhost') ? 201 : 400);
});

test('whoever lacks the permission is refused everything', async () => {
  const { id } = await add();
  const ask = { cookie: other.cookie, params: { id }, json: input() };
  for (const handler of [channels.POST, channel.PUT, trial.POST, secret.POST, again.POST]) {
    expect((await call(handler, ask)).status).toBe(403);
  }
  for (const handler of [channels.GET, deliveries.GET, channel.DELETE]) {
    expect((await call(handler, { cookie: other.cookie, params: { id } })).status).toBe(403);
  }
  expect((await call(channels.GET, {})).status).toBe(401);
});

test('a test is listed, and can be sent again once it ended', async () => {
  const { id } = await add();
  const started = await call(trial.POST, { cookie: owner.cookie, params: { id }, method: 'POST' });
  expect(started.status).toBe(204);
  const list = async () => {
    const { body } = await call(deliveries.GET, { cookie: owner.cookie, path: `/?channelId=${id}` });
    return (body as DeliveryList).items;
  };
  const [first] = await list();
  expect(first).toMatchObject({ state: 'waiting', attempts: 0, topic: 'notifications.test' });
  const params = { id: first?.id ?? '' };
  const resend = () => call(again.POST, { cookie: owner.cookie, params, method: 'POST' });
  expect((await resend()).status).toBe(409);
  await prisma().notificationDelivery.update({ where: params, data: { state: 'failed', lastError: 'no' } });
  expect(await resend()).toMatchObject({ status: 200, body: { state: 'waiting', lastError: null } });
});

describe('notices', () => {
  const unread = async (account: Account) => {
    const { body } = await call(notices.GET, { cookie: account.cookie });
    return (body as NoticeList).items.map(({ title }) => title);
  };
  const tell = (title: string, to: { permission?: 'settings.read'; userIds?: string[]; days?: number }) =>
    transaction((tx) => notify(tx, { topic: 'quota.warning', title, text: title, notice: to }));

  test('reach those named and those who may, until each puts them away', async () => {
    await tell('for owners', { permission: 'settings.read' });
    const mine = await tell('for one', { userIds: [other.id] });
    expect(await unread(owner)).toEqual(['for owners']);
    expect(await unread(other)).toEqual(['for one']);
    const dismiss = (account: Account) =>
      call(notice.DELETE, { cookie: account.cookie, method: 'DELETE', params: { id: mine ?? '' } });
    expect((await dismiss(owner)).status).toBe(404);
    expect((await dismiss(other)).status).toBe(204);
    expect((await dismiss(other)).status).toBe(404);
    expect(await unread(other)).toEqual([]);
    expect((await call(notices.DELETE, { cookie: owner.cookie, method: 'DELETE' })).status).toBe(204);
    expect(await unread(owner)).toEqual([]);
  });

  test('are put away by two windows at once, in whatever order they stand in the table', async () => {
    const [first, second] = [
      await tell('one', { userIds: [other.id] }),
      await tell('two', { userIds: [other.id] }),
    ];
    await pool().query('UPDATE notification SET severity = severity WHERE id = $1', [first]);
    const client = await pool().connect();
    const putAway = (id: string | null) =>
      client.query('INSERT INTO notice_dismissal (notification_id, user_id) VALUES ($1, $2)', [id, other.id]);
    try {
      await client.query('BEGIN');
      await putAway(first);
      const all = call(notices.DELETE, { cookie: other.cookie, method: 'DELETE' });
      await vi.waitFor(async () => {
        const { rows } = await pool().query(
          "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'",
        );
        expect(rows).toHaveLength(1);
      }, 10_000);
      await putAway(second);
      await client.query('COMMIT');
      expect((await all).status).toBe(204);
      expect(await unread(other)).toEqual([]);
    } finally {
      client.release(true);
    }
  });

  test('end by themselves', async () => {
    const id = await tell('soon over', { userIds: [owner.id] });
    expect(await unread(owner)).toEqual(['soon over']);
    await prisma().notification.update({ where: { id: id ?? '' }, data: { noticeUntil: new Date(0) } });
    expect(await unread(owner)).toEqual([]);
  });
});
