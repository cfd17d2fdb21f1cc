import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import { prisma } from '#lib/platform/db.ts';
import {
  type Account,
  addAccount,
  call,
  cookiesOf,
  password,
  signedIn,
} from '../../../e2e/support/accounts.ts';
import { POST as postPassword } from './password/route.ts';
import { GET as me } from './route.ts';
import { POST as postSignOut } from './sign-out-everywhere/route.ts';

const next = 'another long enough password';

function change(account: Pick<Account, 'cookie'>, currentPassword: string, newPassword: string) {
  return call(postPassword, { cookie: account.cookie, json: { currentPassword, newPassword } });
}

async function status(cookie: string): Promise<number> {
  return (await call(me, { cookie })).status;
}

test('changing the password ends all other sessions and keeps this one', async () => {
  const account = await addAccount('app-team');
  const elsewhere = account.cookie;
  expect(await status(elsewhere)).toBe(200);
  const answer = await change(account, password, next);
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  expect(await status(elsewhere)).toBe(401);
  expect(await status(cookiesOf(answer))).toBe(200);
  await expect(signedIn({ email: account.email, password })).rejects.toMatchObject({
    reason: 'wrong_credentials',
  });
  const again = await signedIn({ email: account.email, password: next });
  expect(again.userId).toBe(account.id);
});

test('a new password must be good, new, and asked for with the current one', async () => {
  const account = await addAccount('app-team');
  const cases = [
    [password, 'short', 'newPassword', /at least 10/],
    [password, account.email, 'newPassword', /e-mail/],
    [password, 'Password1234', 'newPassword', /attackers/],
    [password, password, 'newPassword', /differs/],
    ['not the password', next, 'currentPassword', /wrong/],
  ] as const;
  for (const [current, wanted, path, message] of cases) {
    const answer = await change(account, current, wanted);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ issues: [{ path, message: expect.stringMatching(message) }] });
  }
  expect(await status(account.cookie)).toBe(200);
});

test('guessing the current password from an open session locks it too', async () => {
  const account = await addAccount('app-team');
  for (let tries = 0; tries < 5; tries++) await change(account, `guess number ${tries}`, next);
  const answer = await change(account, password, next);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(20);
});

test('with a one-time password nothing works but changing it', async () => {
  const account = await addAccount('owner', { mustChangePassword: true });
  const refused = await call(me, { cookie: account.cookie });
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({ type: 'urn:slipway:error:must_change_password' });
  const answer = await change(account, password, next);
  expect(answer.status).toBe(204);
  const after = await call(me, { cookie: cookiesOf(answer) });
  expect(after.body).toMatchObject({ id: account.id, mustChangePassword: false });
});

test('signing out everywhere ends this session and all others, not those that follow', async () => {
  const account = await addAccount('stakeholder');
  expect((await call(postSignOut, { method: 'POST', cookie: account.cookie })).status).toBe(204);
  expect(await status(account.cookie)).toBe(401);
  const { signedInAt } = await signedIn({ email: account.email, password });
  const row = await prisma().user.findUniqueOrThrow({ where: { id: account.id } });
  expect(signedInAt).toBeGreaterThanOrEqual(row.sessionsValidAfter.getTime());
});

test('another site cannot use the session for a write', async () => {
  const account = await addAccount('app-team');
  const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const answer = await call(postSignOut, { method: 'POST', cookie: account.cookie, headers });
  expect(answer.status).toBe(403);
  expect(await status(account.cookie)).toBe(200);
});

test('a stakeholder learns what a stakeholder may do, and where', async () => {
  const account = await addAccount('stakeholder');
  const { body } = await call(me, { cookie: account.cookie });
  expect(body).toEqual({
    id: account.id,
    email: account.email,
    name: 'Test stakeholder',
    mustChangePassword: false,
    permissions: ['dashboards.read', 'dashboards.own', 'usage.read'],
    reach: {
      'dashboards.read': expect.objectContaining({ everywhere: true, only: null }),
      'dashboards.own': expect.objectContaining({ everywhere: true, only: null }),
      'usage.read': expect.objectContaining({ everywhere: true, only: null }),
    },
    teams: [],
  });
});
