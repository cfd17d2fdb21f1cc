/** What people try who want more than they were given. Who governs access is in `app/api/grants/grants.int.test.ts`. */
import '../support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATCH as patchConversation } from '../../app/api/conversations/[id]/route.ts';
import { GET as getConversations } from '../../app/api/conversations/route.ts';
import { DELETE as revokeGrant } from '../../app/api/grants/[id]/route.ts';
import { POST as postKeys } from '../../app/api/keys/route.ts';
import { GET as getMe } from '../../app/api/me/route.ts';
import { PATCH as patchUser } from '../../app/api/users/[id]/route.ts';
import { POST as postUsers } from '../../app/api/users/route.ts';
import { GET as getServable } from '../../app/v1/models/route.ts';
import type { CreatedApiKey, Me, UserWithPassword } from '../../lib/access/schemas.ts';
import { prisma } from '../../lib/platform/db.ts';
import { closeEvents } from '../../lib/platform/events.ts';
import { newId } from '../../lib/platform/ids.ts';
import { type Account, addAccount, call } from '../support/accounts.ts';

let owner: Account;

beforeAll(async () => {
  owner = await addAccount('owner');
});
afterAll(closeEvents);

const rolesOf = async (userId: string) =>
  (await prisma().grant.findMany({ where: { userId } })).map(({ role }) => role);

describe('fields nobody asked for', () => {
  test('of one’s own record change nothing', async () => {
    for (const role of ['app-team', 'security-admin'] as const) {
      const person = await addAccount(role);
      const before = await prisma().user.findUniqueOrThrow({ where: { id: person.id } });
      const wishes = [
        { role: 'owner' },
        { roles: ['owner'] },
        { name: 'x', passwordHash: 'x', sessionsValidAfter: '2020-01-01T00:00:00Z' },
        { name: 'x', teams: [newId()], grants: [{ role: 'owner' }] },
      ];
      for (const json of wishes) {
        const params = { id: person.id };
        const { status } = await call(patchUser, { method: 'PATCH', cookie: person.cookie, params, json });
        expect([400, 403, 409]).toContain(status);
      }
      expect(await prisma().user.findUniqueOrThrow({ where: { id: person.id } })).toEqual(before);
      expect(await rolesOf(person.id)).toEqual([role]);
    }
  });

  test('of a new account give it nothing', async () => {
    const security = await addAccount('security-admin');
    const id = newId();
    const json = {
      email: `${newId()}@example.com`,
      name: 'New',
      id,
      roles: ['owner'],
      permissions: ['access.write'],
      mustChangePassword: false,
      grants: { create: { role: 'owner', scopeKind: 'everything' } },
    };
    const answer = await call(postUsers, { cookie: security.cookie, json });
    if (answer.status < 300) {
      const { user } = answer.body as UserWithPassword;
      expect(user).toMatchObject({ roles: [], mustChangePassword: true });
      expect(user.id).not.toBe(id);
      expect(await rolesOf(user.id)).toEqual([]);
    } else expect(answer.status).toBe(400);
  });

  test('of a new key make it nobody else’s, and no stronger', async () => {
    const person = await addAccount('app-team');
    const json = { name: 'k', ownerId: owner.id, access: 'all', permissions: ['endpoints.query'] };
    const answer = await call(postKeys, { cookie: person.cookie, json });
    if (answer.status < 300) expect((answer.body as CreatedApiKey).key.owner.id).toBe(person.id);
    else expect(answer.status).toBe(400);
    const more = { name: 'k', permissions: ['endpoints.query', 'access.write'] };
    expect((await call(postKeys, { cookie: person.cookie, json: more })).status).toBe(403);
  });

  test('of one’s own conversation leave it where it is', async () => {
    const [person, other] = [await addAccount('end-user'), await addAccount('end-user')];
    const id = newId();
    await prisma().conversation.create({ data: { id, userId: person.id, endpointName: 'a', title: 't' } });
    const before = await prisma().conversation.findUniqueOrThrow({ where: { id } });
    for (const json of [{ userId: other.id }, { title: 'x', endpointName: 'b' }]) {
      const ask = { method: 'PATCH', cookie: person.cookie, params: { id }, json };
      expect((await call(patchConversation, ask)).status).toBe(400);
    }
    expect(await prisma().conversation.findUniqueOrThrow({ where: { id } })).toEqual(before);
  });
});

test('a role taken away in mid-session is gone on the next request, for the session and the keys', async () => {
  const person = await addAccount('app-team');
  const made = await call(postKeys, { cookie: person.cookie, json: { name: 'k' } });
  const key = (made.body as CreatedApiKey).value;
  const inChat = async () => (await call(getConversations, { cookie: person.cookie })).status;
  const byKey = async () => (await call(getServable, { key })).status;
  expect([await inChat(), await byKey()]).toEqual([200, 200]);
  const grant = await prisma().grant.findFirstOrThrow({ where: { userId: person.id } });
  const revoked = await call(revokeGrant, {
    method: 'DELETE',
    cookie: owner.cookie,
    params: { id: grant.id },
  });
  expect(revoked.status).toBe(204);
  expect([await inChat(), await byKey()]).toEqual([403, 403]);
  expect(((await call(getMe, { cookie: person.cookie })).body as Me).permissions).toEqual([]);
});

describe('look-alike addresses', () => {
  const create = (email: string) =>
    call(postUsers, { cookie: owner.cookie, json: { email, name: 'Look-alike' } });

  test.each([
    ['a Cyrillic a', 'm\u0430ria@example.com'],
    ['a full-width letter', '\uff4daria@example.com'],
    ['a Cyrillic letter in the domain', 'maria@ex\u0430mple.com'],
    ['a zero-width space', 'ma\u200bria@example.com'],
    ['a right-to-left override', 'ma\u202eria@example.com'],
    ['a combining accent', 'ma\u0301ria@example.com'],
    ['a dotted capital I, which lower-cases to two characters', 'mar\u0130a@example.com'],
    ['a Kelvin sign, which lower-cases to a plain k', 'mari\u212a@example.com'],
  ])('with %s make no account', async (_what, email) => {
    expect((await create(email)).status).toBe(400);
  });

  test('with other capitals or spaces around are the same account', async () => {
    expect((await create('maria@example.com')).status).toBe(201);
    for (const email of ['MARIA@EXAMPLE.COM', ' maria@example.com ', 'Maria@Example.Com']) {
      expect((await create(email)).status).toBe(409);
    }
  });
});
