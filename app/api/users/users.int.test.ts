import '../../../e2e/support/test-database.ts';
import { beforeAll, expect, test } from 'vitest';
import { type BuiltInRole, type UserCaller, updateUser } from '#lib/access/index.ts';
import type { UserList, UserWithPassword } from '#lib/access/schemas.ts';
import { prisma } from '#lib/platform/db.ts';
import { newId } from '#lib/platform/ids.ts';
import { type Account, addAccount, call, signedIn } from '../../../e2e/support/accounts.ts';
import { DELETE as deleteKey } from '../keys/[id]/route.ts';
import { GET as getKeys, POST as postKeys } from '../keys/route.ts';
import { GET as me } from '../me/route.ts';
import { POST as postReset } from './[id]/reset-password/route.ts';
import { PATCH as patchUser } from './[id]/route.ts';
import { GET as getUsers, POST as postUsers } from './route.ts';

let admin: Account;

beforeAll(async () => {
  admin = await addAccount('owner');
});

function patch(id: string, json: unknown, by = admin) {
  return call(patchUser, { method: 'PATCH', cookie: by.cookie, params: { id }, json });
}

async function create(json: unknown) {
  const answer = await call(postUsers, { cookie: admin.cookie, json });
  return { ...answer, body: answer.body as UserWithPassword };
}

async function actionsOn(id: string): Promise<string[]> {
  const events = await prisma().auditEvent.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } });
  return events.map((event) => event.action);
}

const ask = { params: { id: newId() } };
const routes = [
  ['GET /api/users', getUsers, {}, ['owner']],
  ['POST /api/users', postUsers, { json: { email: 'not one' } }, ['owner']],
  ['PATCH /api/users/[id]', patchUser, { ...ask, method: 'PATCH', json: { name: 'x' } }, ['owner']],
  ['POST /api/users/[id]/reset-password', postReset, { ...ask, method: 'POST' }, ['owner']],
  ['GET /api/keys', getKeys, {}, ['owner', 'app-team']],
  ['POST /api/keys', postKeys, { json: { name: '' } }, ['owner', 'app-team']],
  ['DELETE /api/keys/[id]', deleteKey, { ...ask, method: 'DELETE' }, ['owner', 'app-team']],
  ['GET /api/me', me, {}, ['owner', 'app-team', 'stakeholder']],
] as const;

test.each(routes)('%s admits its roles and nobody else', async (_name, handler, asked, allowed) => {
  expect((await call(handler, asked)).status).toBe(401);
  for (const role of ['owner', 'app-team', 'stakeholder'] as const) {
    const { status } = await call(handler, { ...asked, cookie: (await addAccount(role)).cookie });
    if ((allowed as readonly BuiltInRole[]).includes(role)) expect(status).not.toBe(403);
    else expect(status).toBe(403);
  }
});

test('a person is added with a one-time password that has to be changed', async () => {
  const { status, body } = await create({
    email: ' Grace@Example.com ',
    name: 'Grace Hopper',
    role: 'app-team',
  });
  expect(status).toBe(201);
  expect(body.user).toMatchObject({
    email: 'grace@example.com',
    roles: ['app-team'],
    mustChangePassword: true,
  });
  const session = await signedIn({ email: 'grace@example.com', password: body.oneTimePassword });
  expect(session.userId).toBe(body.user.id);
  expect(await actionsOn(body.user.id)).toEqual(['user.created', 'user.signed_in']);
  const audit = await prisma().auditEvent.findMany({ where: { subjectId: body.user.id } });
  expect(JSON.stringify(audit)).not.toContain(body.oneTimePassword);
});

test('an address is used once, whatever its capitals', async () => {
  await create({ email: 'once@example.com', name: 'Once', role: 'stakeholder' });
  const again = await create({ email: 'ONCE@example.com', name: 'Twice', role: 'stakeholder' });
  expect(again.status).toBe(409);
  expect(again.body).toMatchObject({ issues: [{ path: 'email' }] });
});

test.each([
  { email: 'nonsense', name: 'A', role: 'app-team' },
  { email: 'a@example.com', name: '', role: 'app-team' },
  { email: 'a@example.com', name: 'A\u0000B', role: 'app-team' },
  { email: 'a@example.com', name: 'A', role: 'No Role' },
  { email: 'a\u0000@example.com', name: 'A', role: 'app-team' },
])('refuses %j', async (input) => {
  expect((await create(input)).status).toBe(400);
});

test('a changed role acts on the next request', async () => {
  const account = await addAccount('app-team');
  expect((await call(getUsers, { cookie: account.cookie })).status).toBe(403);
  expect((await patch(account.id, { role: 'owner' })).body).toMatchObject({ roles: ['owner'] });
  expect((await call(getUsers, { cookie: account.cookie })).status).toBe(200);
  await patch(account.id, { role: 'stakeholder' });
  expect((await call(getUsers, { cookie: account.cookie })).status).toBe(403);
  expect(await actionsOn(account.id)).toEqual(['user.role_changed', 'user.role_changed']);
});

test('disabling ends sessions for good; enabling does not bring them back', async () => {
  const account = await addAccount('app-team');
  expect((await call(me, { cookie: account.cookie })).status).toBe(200);
  expect((await patch(account.id, { disabled: true })).body).toMatchObject({
    disabledAt: expect.any(String),
  });
  expect((await call(me, { cookie: account.cookie })).status).toBe(401);
  expect((await patch(account.id, { disabled: false })).body).toMatchObject({ disabledAt: null });
  expect((await call(me, { cookie: account.cookie })).status).toBe(401);
});

test('a reset password works once, lifts the lock-out and ends sessions', async () => {
  const account = await addAccount('app-team');
  const locked = { failedSignIns: 9, lockedUntil: new Date(Date.now() + 600_000) };
  await prisma().user.update({ where: { id: account.id }, data: locked });
  const asked = { method: 'POST', cookie: admin.cookie, params: { id: account.id } };
  const body = (await call(postReset, asked)).body as UserWithPassword;
  expect(body.user).toMatchObject({ mustChangePassword: true, lockedUntil: null });
  expect((await call(me, { cookie: account.cookie })).status).toBe(401);
  await signedIn({ email: account.email, password: body.oneTimePassword });
});

test('nobody changes their own role, disables themselves or resets their own password', async () => {
  const own = { type: 'urn:slipway:error:own_account' };
  expect((await patch(admin.id, { role: 'app-team' })).body).toMatchObject(own);
  expect((await patch(admin.id, { disabled: true })).body).toMatchObject(own);
  const reset = { method: 'POST', cookie: admin.cookie, params: { id: admin.id } };
  expect((await call(postReset, reset)).body).toMatchObject(own);
  expect((await patch(admin.id, { name: 'A new name' })).status).toBe(200);
});

test('people who do not exist are not found', async () => {
  expect((await patch(newId(), { name: 'x' })).status).toBe(404);
  expect((await patch('not-an-id', { name: 'x' })).status).toBe(400);
  expect((await call(postReset, { ...ask, method: 'POST', cookie: admin.cookie })).status).toBe(404);
});

test('the list is searched, sorted and paged on the server', async () => {
  const names = ['Zoë Listed', 'Anna Listed', 'Mia Listed'];
  for (const [index, name] of names.entries())
    await create({ email: `list${index}@example.com`, name, role: 'stakeholder' });
  const list = async (query: string) =>
    (await call(getUsers, { cookie: admin.cookie, path: `/api/users?${query}` })).body as UserList;
  expect((await list('search=LISTED')).items.map((user) => user.name)).toEqual([...names].sort());
  const page = await list('search=listed&sort=name&order=desc&page=2&pageSize=2');
  expect(page).toMatchObject({ total: 3, items: [{ name: 'Anna Listed' }] });
  expect((await list('search=%25')).total).toBe(0);
  expect((await list('search=list2@')).items).toHaveLength(1);
});

test('two owners who disable each other at once leave one', async () => {
  const pair = [await addAccount('owner'), await addAccount('owner')] as const;
  await prisma().user.updateMany({
    where: { grants: { some: { role: 'owner' } }, id: { notIn: pair.map((account) => account.id) } },
    data: { disabledAt: new Date() },
  });
  const disable = (by: UserCaller, id: string) => updateUser(by, id, { disabled: true });
  const results = await Promise.allSettled([
    disable(pair[0].caller, pair[1].id),
    disable(pair[1].caller, pair[0].id),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const failed = results.find((result) => result.status === 'rejected');
  expect(failed?.reason).toMatchObject({ code: 'conflict', reason: 'last_owner' });
  expect(
    await prisma().user.count({ where: { grants: { some: { role: 'owner' } }, disabledAt: null } }),
  ).toBe(1);
});
