import '../../../e2e/support/test-database.ts';
import { expect, test } from 'vitest';
import type { CreatedInvitation } from '#lib/access/schemas.ts';
import { prisma } from '#lib/platform/db.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  type Account,
  type Answer,
  addAccount,
  call,
  cookiesOf,
  origin,
} from '../../../e2e/support/accounts.ts';
import { GET as me } from '../me/route.ts';
import { POST as accept } from '../sign-in/invitation/route.ts';
import { DELETE as revoke } from './[id]/route.ts';
import { POST as invite, GET as list } from './route.ts';

const headers = { origin };
const password = 'mossy lantern over the ferry';

async function invited(
  by: Account,
  json: object = {},
): Promise<CreatedInvitation & { token: string; email: string }> {
  const email = `guest-${newId()}@example.com`;
  const answer = await call(invite, { cookie: by.cookie, headers, json: { email, name: 'Guest', ...json } });
  expect(answer.status).toBe(201);
  const body = answer.body as CreatedInvitation;
  return { ...body, email, token: body.link.split('/invite/')[1] ?? '' };
}

function take(token: string, change: object = {}): Promise<Answer> {
  return call(accept, { headers, json: { token, name: 'Grace', password, ...change } });
}

test('an invitation is accepted once, with role, place and team, and lands signed in', async () => {
  const owner = await addAccount('owner');
  const team = await prisma().team.create({ data: { id: newId(), name: 'Guests' } });
  const scope = { kind: 'environment', name: 'staging' };
  const { token, email, mailed, invitation } = await invited(owner, {
    role: 'mlops-engineer',
    scope,
    teamIds: [team.id],
  });
  expect([mailed, Buffer.from(token, 'base64url').length]).toEqual([false, 32]);
  const answers = await Promise.all(Array.from({ length: 4 }, () => take(token)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 404, 404, 404]);
  const cookie = cookiesOf(answers.find((answer) => answer.status === 201) ?? (await take(token)));
  expect((await call(me, { cookie })).body).toMatchObject({
    name: 'Grace',
    email,
    teams: [{ id: team.id }],
    reach: { 'endpoints.write': { environments: ['staging'] } },
  });
  const all = await call(list, { cookie: owner.cookie, path: '/?state=any' });
  expect(all.body).toMatchObject({ items: [{ id: invitation.id, state: 'accepted' }] });
  expect(JSON.stringify([all.body, await prisma().auditEvent.findMany()])).not.toContain(token);
});

test('one taken back, replaced or expired opens nothing', async () => {
  const owner = await addAccount('owner');
  const first = await invited(owner);
  const params = { id: first.invitation.id };
  const ask = { method: 'DELETE', cookie: owner.cookie, headers, params };
  expect((await call(revoke, ask)).status).toBe(204);
  expect((await call(revoke, ask)).status).toBe(404);
  expect((await take(first.token)).status).toBe(404);
  const second = await invited(owner);
  await invited(owner, { email: second.email });
  expect((await take(second.token)).status).toBe(404);
  const third = await invited(owner);
  const past = new Date(Date.now() - 1000);
  await prisma().invitation.update({ where: { id: third.invitation.id }, data: { expiresAt: past } });
  expect((await take(third.token)).status).toBe(404);
  expect((await take('x'.repeat(43))).status).toBe(404);
});

test('nobody invites above themselves, an address with an account, or a look-alike', async () => {
  const guard = await addAccount('security-admin');
  const ask = (json: object) =>
    call(invite, { cookie: guard.cookie, headers, json: { name: 'Guest', ...json } });
  expect((await ask({ email: 'a@example.com', role: 'owner' })).status).toBe(403);
  expect((await ask({ email: guard.email })).status).toBe(409);
  expect((await ask({ email: '\u{212A}ate@example.com' })).status).toBe(400);
  expect((await ask({ email: 'a@example.com', role: 'no-such-role' })).status).toBe(404);
});

test('an owner who is one no more makes no owner', async () => {
  const [owner] = [await addAccount('owner'), await addAccount('owner')];
  const { token, email } = await invited(owner, { role: 'owner' });
  await prisma().grant.deleteMany({ where: { userId: owner.id } });
  expect((await take(token)).status).toBe(404);
  expect(await prisma().user.count({ where: { email } })).toBe(0);
});

test('a weak password leaves the invitation open', async () => {
  const { token } = await invited(await addAccount('owner'));
  expect(await take(token, { password: 'Password2024!' })).toMatchObject({
    status: 400,
    body: { issues: [{ path: 'password' }] },
  });
  expect((await take(token)).status).toBe(201);
});
