import '../../../e2e/support/test-database.ts';
import { beforeAll, expect, test } from 'vitest';
import { authenticate, ensureAdmin, ensureApiKey, mayAt } from '#lib/access/index.ts';
import { type ApiKeyList, type CreatedApiKey, permissions } from '#lib/access/schemas.ts';
import { prisma } from '#lib/platform/db.ts';
import { type Account, addAccount, call, signedIn } from '../../../e2e/support/accounts.ts';
import { GET as me } from '../me/route.ts';
import { PATCH as patchUser } from '../users/[id]/route.ts';
import { GET as getUsers } from '../users/route.ts';
import { DELETE } from './[id]/route.ts';
import { GET, POST } from './route.ts';

let admin: Account;
let member: Account;

beforeAll(async () => {
  admin = await addAccount('owner');
  member = await addAccount('app-team');
});

async function create(by: Account, json: Record<string, unknown> = {}): Promise<CreatedApiKey> {
  const answer = await call(POST, { cookie: by.cookie, json: { name: 'A key', ...json } });
  expect(answer.status).toBe(201);
  return answer.body as CreatedApiKey;
}

async function list(by: Account, query = ''): Promise<ApiKeyList> {
  return (await call(GET, { cookie: by.cookie, path: `/api/keys?${query}` })).body as ApiKeyList;
}

function revoke(by: Account, id: string) {
  return call(DELETE, { method: 'DELETE', cookie: by.cookie, params: { id } });
}

test('made, shown once, used, revoked, refused', async () => {
  const { key, value } = await create(member);
  expect(value).toMatch(/^sk-slipway-[0-9a-f]{8}-[\w-]{43}$/);
  expect(key).toMatchObject({
    prefix: value.slice(0, 19),
    permissions: ['endpoints.query'],
    revokedAt: null,
  });
  expect(JSON.stringify(await prisma().apiKey.findUnique({ where: { id: key.id } }))).not.toContain(value);
  const { items } = await list(member);
  expect(items.map((item) => item.id)).toContain(key.id);
  expect(JSON.stringify(items)).not.toContain(value);
  expect((await call(me, { key: value })).body).toMatchObject({
    id: member.id,
    permissions: ['endpoints.query'],
  });
  expect((await revoke(member, key.id)).status).toBe(204);
  const refused = await call(me, { key: value });
  expect(refused.status).toBe(401);
  expect(refused.body).toMatchObject({ type: 'urn:slipway:error:invalid_api_key' });
  expect((await revoke(member, key.id)).status).toBe(204);
  expect((await list(member)).items.map((item) => item.id)).not.toContain(key.id);
  expect((await list(member, 'state=any')).items.map((item) => item.id)).toContain(key.id);
  const events = await prisma().auditEvent.findMany({ where: { subjectId: key.id }, orderBy: { id: 'asc' } });
  expect(events.map((event) => event.action)).toEqual(['api-key.created', 'api-key.revoked']);
});

test('a member neither sees nor revokes the key of another; an admin does both', async () => {
  const { key, value } = await create(admin);
  expect((await list(member)).items.map((item) => item.id)).not.toContain(key.id);
  expect((await call(GET, { cookie: member.cookie, path: '/?scope=all' })).status).toBe(403);
  expect((await revoke(member, key.id)).status).toBe(404);
  expect((await call(me, { key: value })).status).toBe(200);
  const other = await create(member);
  expect((await list(admin)).items.map((item) => item.id)).not.toContain(other.key.id);
  expect((await list(admin, 'scope=all')).items.map((item) => item.id)).toContain(other.key.id);
  expect((await revoke(admin, other.key.id)).status).toBe(204);
  expect((await call(me, { key: other.value })).status).toBe(401);
});

test('a security admin, who owns no keys, sees and revokes those of others', async () => {
  const security = await addAccount('security-admin');
  const { key } = await create(member);
  expect((await call(GET, { cookie: security.cookie })).status).toBe(403);
  expect((await list(security, 'scope=all')).items.map((item) => item.id)).toContain(key.id);
  expect((await revoke(security, key.id)).status).toBe(204);
  expect((await revoke(await addAccount('stakeholder'), key.id)).status).toBe(403);
});

test('a key that ends makes no key that outlives it', async () => {
  const end = new Date(Date.now() + 3_600_000);
  const maker = await create(member, { permissions: ['keys.own'], expiresAt: end.toISOString() });
  const make = (expiresAt: string | null) =>
    call(POST, { key: maker.value, json: { name: 'Child', permissions: ['keys.own'], expiresAt } });
  const later = new Date(end.getTime() + 1000).toISOString();
  for (const expiresAt of [null, later]) {
    expect((await make(expiresAt)).body).toMatchObject({ type: 'urn:slipway:error:outlives_maker' });
  }
  expect((await make(end.toISOString())).status).toBe(201);
});

test('a key gets no more than its maker may do', async () => {
  const json = { name: 'Too much', permissions: ['endpoints.query', 'access.write'] };
  const answer = await call(POST, { cookie: member.cookie, json });
  expect(answer.status).toBe(403);
  expect(answer.body).toMatchObject({ detail: expect.stringContaining('access.write') });
  const maker = await create(admin, { permissions: ['keys.own', 'chat.use'] });
  const bounded = await call(POST, {
    key: maker.value,
    json: { name: 'More', permissions: ['access.write'] },
  });
  expect(bounded.status).toBe(403);
});

test('a key loses what its owner loses', async () => {
  const owner = await addAccount('owner');
  const { value } = await create(owner, { permissions: ['access.read'] });
  expect((await call(getUsers, { key: value })).status).toBe(200);
  const demotion = {
    method: 'PATCH',
    cookie: admin.cookie,
    params: { id: owner.id },
    json: { role: 'stakeholder' },
  };
  await call(patchUser, demotion);
  expect((await call(getUsers, { key: value })).status).toBe(403);
});

test('a key without the permission is refused what its owner may do', async () => {
  const { value } = await create(admin, { permissions: ['endpoints.query'] });
  const answer = await call(getUsers, { key: value });
  expect(answer.status).toBe(403);
  expect(answer.body).toMatchObject({ detail: expect.stringContaining('API key "A key"') });
});

test('an expiry lies ahead and is kept', async () => {
  const past = { name: 'Past', expiresAt: new Date(Date.now() - 1000).toISOString() };
  expect((await call(POST, { cookie: member.cookie, json: past })).status).toBe(400);
  const expiresAt = new Date(Date.now() + 1000).toISOString();
  const { key, value } = await create(member, { expiresAt });
  expect(key.expiresAt).toBe(expiresAt);
  await expect
    .poll(async () => (await call(me, { key: value })).body, { timeout: 5000 })
    .toMatchObject({ type: 'urn:slipway:error:invalid_api_key' });
});

test('the first start makes the administrator and the key once, also when two processes start together', async () => {
  const email = 'Root@Example.com';
  const made = await Promise.all([ensureAdmin({ email }), ensureAdmin({ email })]);
  expect(made.map((each) => each.created).sort()).toEqual([false, true]);
  const first = made.find((each) => each.created);
  const id = first?.id ?? '';
  expect(new Set(made.map((each) => each.id))).toEqual(new Set([id]));
  const session = await signedIn({ email: 'root@example.com', password: first?.oneTimePassword ?? '' });
  expect(session.userId).toBe(id);
  const value = 'any string of twenty characters';
  const keys = await Promise.all([1, 2].map(() => ensureApiKey({ value, ownerId: id })));
  expect(keys.map((each) => each.created).sort()).toEqual([false, true]);
  const headers = { authorization: `Bearer ${value}` };
  const caller = await authenticate(new Request('http://slipway.test/', { headers }));
  expect(caller).toMatchObject({ kind: 'api-key', ownerId: id });
  expect(caller?.kind === 'api-key' && [...caller.access.keys()]).toEqual(permissions);
});

test('a given password of the first start is the operator’s choice and need not be changed', async () => {
  const given = await ensureAdmin({ email: 'given@example.com', password: 'from the environment' });
  expect(given).toMatchObject({ created: true, oneTimePassword: null });
  await signedIn({ email: 'given@example.com', password: 'from the environment' });
  const row = await prisma().user.findUniqueOrThrow({ where: { id: given.id }, include: { grants: true } });
  expect(row).toMatchObject({
    grants: [{ role: 'owner', scopeKind: 'everything' }],
    mustChangePassword: false,
  });
});

test('a key limited to endpoints reaches no others, and makes no wider key', async () => {
  const limited = await create(admin, {
    permissions: ['endpoints.query', 'endpoints.read', 'keys.own'],
    endpoints: ['support', 'support', 'sales'],
  });
  expect(limited.key.endpoints).toEqual(['support', 'sales']);
  const headers = { authorization: `Bearer ${limited.value}` };
  const caller = await authenticate(new Request('http://slipway.test/', { headers }));
  if (caller === null) throw new Error('The key was not recognised.');
  const mayAsk = (name: string) =>
    mayAt(caller, 'endpoints.query', { kind: 'endpoint', name, environment: null });
  expect([mayAsk('sales'), mayAsk('Sales'), mayAsk('other')]).toEqual([true, false, false]);
  const make = (endpoints: string[]) =>
    call(POST, { key: limited.value, json: { name: 'Child', permissions: ['endpoints.query'], endpoints } });
  expect((await make([])).status).toBe(403);
  expect((await make(['sales', 'other'])).body).toMatchObject({
    type: 'urn:slipway:error:endpoint_out_of_scope',
  });
  expect((await make(['sales'])).body).toMatchObject({ key: { endpoints: ['sales'] } });
});
