import '../../../../../../e2e/support/test-database.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signInProblem } from '#lib/access/schemas.ts';
import { prisma } from '#lib/platform/db.ts';
import { deriveEnv } from '#lib/platform/env.ts';
import { newId } from '#lib/platform/ids.ts';
import {
  type Account,
  type Answer,
  addAccount,
  call,
  cookiesOf,
  origin,
} from '../../../../../../e2e/support/accounts.ts';
import { type Issuer, startIssuer, walk } from '../../../../../../e2e/support/fake-issuer.ts';
import { PUT } from '../../../../identity-providers/[id]/route.ts';
import { POST as test_ } from '../../../../identity-providers/[id]/test/route.ts';
import { POST as create } from '../../../../identity-providers/route.ts';
import { GET as me } from '../../../../me/route.ts';
import { POST as start } from '../../../../sign-in/identity-provider/route.ts';
import { GET as callback } from './route.ts';

const publicUrl = origin;
const slug = 'staff';
const callbackUrl = `${publicUrl}/api/auth/oidc/${slug}/callback`;
let issuer: Issuer;
let owner: Account;
let teamId: string;
let providerId: string;

function settings(change: object = {}) {
  return {
    name: 'Staff',
    issuer: issuer.url,
    clientId: issuer.clientId,
    clientSecret: issuer.clientSecret,
    enabled: true,
    justInTime: true,
    allowedDomains: ['example.com'],
    mappings: [
      { group: 'engineers', role: 'mlops-engineer', scope: { kind: 'environment', name: 'production' } },
      { group: 'engineers', teamId },
      { group: 'readers', role: 'stakeholder', scope: { kind: 'everything' } },
    ],
    ...change,
  };
}

beforeAll(async () => {
  deriveEnv({ SLIPWAY_EGRESS_ALLOW: 'localhost', NEXTAUTH_URL: publicUrl });
  issuer = await startIssuer(callbackUrl);
  owner = await addAccount('owner');
  teamId = newId();
  await prisma().team.create({ data: { id: teamId, name: 'Engineering' } });
  const made = await call(create, { cookie: owner.cookie, json: { slug, ...settings() } });
  expect(made).toMatchObject({ status: 201, body: { callbackUrl } });
  expect(JSON.stringify(made.body)).not.toContain(issuer.clientSecret);
  providerId = (made.body as { id: string }).id;
});

beforeEach(() => change({}));
afterAll(() => issuer.stop());

async function change(what: object): Promise<void> {
  const json = settings(what);
  expect(
    await call(PUT, { method: 'PUT', cookie: owner.cookie, params: { id: providerId }, json }),
  ).toMatchObject({
    status: 200,
  });
}

interface Begun {
  cookie: string;
  /** Address of the callback as the provider sends the browser there. */
  back: string;
}

async function begin(next = '/chat'): Promise<Begun> {
  const answer = await call(start, { json: { slug, next } });
  expect(answer.status).toBe(200);
  const { url } = answer.body as { url: string };
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  return { cookie: cookiesOf(answer), back: await walk(url, callbackUrl) };
}

function comeBack({ back, cookie }: Begun): Promise<Answer> {
  const { pathname, search } = new URL(back);
  return call(callback, { path: `${pathname}${search}`, cookie, params: { slug } });
}

async function signInAs(person: Issuer['person']): Promise<Answer> {
  issuer.person = person;
  return comeBack(await begin());
}

function location(answer: Answer): string | null {
  return answer.headers.get('location');
}

async function who(answer: Answer): Promise<Record<string, unknown>> {
  return (await call(me, { cookie: cookiesOf(answer) })).body as Record<string, unknown>;
}

function person(groups: readonly string[] = [], more: object = {}) {
  const sub = newId();
  return { sub, email: `${sub}@example.com`, email_verified: true, name: 'Ada', groups, ...more };
}

async function expectRefused(answer: Answer, reason: string): Promise<void> {
  expect(answer.status).toBe(303);
  expect(location(answer)).toBe(`/sign-in?error=${reason}`);
  expect(cookiesOf(answer)).not.toContain('session-token');
}

test('a stranger is let in with what the groups map to, and lands where they wanted to go', async () => {
  const answer = await signInAs(person(['engineers', 'nonsense']));
  expect([answer.status, location(answer)]).toEqual([303, '/chat']);
  const shown = await who(answer);
  expect(shown).toMatchObject({ name: 'Ada', teams: [{ id: teamId }] });
  expect(shown.permissions).toContain('endpoints.write');
  expect(shown.reach).toMatchObject({ 'endpoints.write': { environments: ['production'] } });
});

test('groups are looked at anew at every sign-in, in force at once, and never touch what people gave', async () => {
  const ada = person(['engineers']);
  const before = await signInAs(ada);
  const { id } = (await who(before)) as { id: string };
  const manual = { id: newId(), userId: id, role: 'end-user', scopeKind: 'everything' };
  await prisma().grant.create({ data: manual });
  const after = await signInAs({ ...ada, groups: ['readers'] });
  expect((await who(after)).id).toBe(id);
  expect((await who(before)).permissions).not.toContain('endpoints.write');
  const roles = await prisma().grant.findMany({ where: { userId: id }, orderBy: { role: 'asc' } });
  expect(roles.map(({ role, source }) => [role, source])).toEqual([
    ['end-user', 'manual'],
    ['stakeholder', 'identity-provider'],
  ]);
  expect(await prisma().teamMember.count({ where: { userId: id } })).toBe(0);
});

test('a callback sent twice, with another state, or by another browser opens nothing', async () => {
  issuer.person = person();
  const begun = await begin();
  expect(location(await comeBack(begun))).toBe('/chat');
  await expectRefused(await comeBack(begun), 'step_over');
  const other = await begin();
  await expectRefused(await comeBack({ ...(await begin()), back: other.back }), 'provider_refused');
  await expectRefused(await comeBack({ ...(await begin()), cookie: '' }), 'step_over');
});

test('of one callback sent eight times at once one signs in', async () => {
  issuer.person = person();
  const begun = await begin();
  const answers = await Promise.all(Array.from({ length: 8 }, () => comeBack(begun)));
  expect(answers.filter((answer) => location(answer) === '/chat')).toHaveLength(1);
});

test('an address that has an account is not signed in to, unless the provider is trusted and calls it verified', async () => {
  const member = await addAccount('app-team');
  const claim = { ...person(), email: member.email };
  await expectRefused(await signInAs(claim), 'account_exists');
  await change({ trustEmail: true });
  await expectRefused(await signInAs({ ...claim, email_verified: false }), 'account_exists');
  expect((await who(await signInAs(claim))).id).toBe(member.id);
  // Linked by subject from now on, whatever the address becomes.
  expect((await who(await signInAs({ ...claim, email: 'renamed@example.com' }))).id).toBe(member.id);
});

test('no trust reaches an owner’s account by its address', async () => {
  await change({ trustEmail: true });
  await expectRefused(await signInAs({ ...person(), email: owner.email }), 'account_exists');
});

test.each([
  '\u{212A}ate@example.com',
  'k\u0430te@example.com',
  'kate@ex\u0430mple.com',
  'kate\u200B@example.com',
  ' kate@example.com',
])('the look-alike %j is nobody', async (email) => {
  await change({ trustEmail: true });
  await prisma().user.upsert({
    where: { email: 'kate@example.com' },
    create: { id: newId(), email: 'kate@example.com', name: 'Kate', passwordHash: '!' },
    update: {},
  });
  await expectRefused(await signInAs({ ...person(), email }), 'no_account');
});

test('other domains and, without just-in-time users, all strangers stay out', async () => {
  await expectRefused(await signInAs({ ...person(), email: 'eve@elsewhere.example' }), 'no_account');
  await change({ justInTime: false });
  await expectRefused(await signInAs(person()), 'no_account');
});

test('a disabled account stays disabled', async () => {
  const ada = person();
  const { id } = (await who(await signInAs(ada))) as { id: string };
  await prisma().user.update({ where: { id }, data: { disabledAt: new Date() } });
  await expectRefused(await signInAs(ada), 'account_disabled');
});

test('whoever came through the provider has no password to sign in with', async () => {
  const { id } = (await who(await signInAs(person()))) as { id: string };
  expect(await prisma().user.findUnique({ where: { id } })).toMatchObject({ passwordHash: '!' });
  const session = await prisma().signInSession.findFirstOrThrow({ where: { userId: id } });
  expect(session).toMatchObject({ method: 'oidc', endedAt: null });
});

test('only an owner maps a group to owner or trusts addresses; nobody becomes one by default', async () => {
  const guard = await addAccount('security-admin');
  const put = (who: Account, what: object) =>
    call(PUT, { method: 'PUT', cookie: who.cookie, params: { id: providerId }, json: settings(what) });
  const toOwner = { mappings: [{ group: 'chiefs', role: 'owner', scope: { kind: 'everything' } }] };
  expect((await put(guard, toOwner)).status).toBe(403);
  expect((await put(guard, { trustEmail: true })).status).toBe(403);
  expect((await put(guard, { name: 'Renamed' })).status).toBe(200);
  expect((await put(owner, { defaultRole: 'owner' })).status).toBe(400);
  expect((await put(owner, toOwner)).status).toBe(200);
  expect((await put(guard, { issuer: 'https://evil.example' })).status).toBe(403);
});

test('groups never take the last owner away: nothing changes, and the sign-in page says why', async () => {
  await change({ mappings: [{ group: 'chiefs', role: 'owner', scope: { kind: 'everything' } }] });
  const chief = person(['chiefs']);
  const { id } = (await who(await signInAs(chief))) as { id: string };
  const others = { grants: { some: { role: 'owner' } }, NOT: { id }, disabledAt: null };
  const disabled = await prisma().user.findMany({ where: others, select: { id: true } });
  const ids = { id: { in: disabled.map((each) => each.id) } };
  await prisma().user.updateMany({ where: ids, data: { disabledAt: new Date() } });
  const sessions = () => prisma().signInSession.count({ where: { userId: id } });
  const before = await sessions();
  try {
    await expectRefused(await signInAs({ ...chief, groups: [] }), 'last_owner');
    expect(signInProblem('last_owner', undefined)).toContain('nothing was changed');
    expect(await prisma().grant.count({ where: { userId: id, role: 'owner' } })).toBe(1);
    expect(await sessions()).toBe(before);
  } finally {
    await prisma().user.updateMany({ where: ids, data: { disabledAt: null } });
  }
  // With another owner there, the groups decide.
  expect(location(await signInAs({ ...chief, groups: [] }))).toBe('/chat');
  expect(await prisma().grant.count({ where: { userId: id, role: 'owner' } })).toBe(0);
});

test('whoever governs access cannot widen their own by the provider they sign in through, nor by a team of owners', async () => {
  const guard = await addAccount('security-admin');
  const link = { issuer: `${issuer.url}/another-tenant`, subject: newId(), userId: guard.id };
  const chiefs = newId();
  await prisma().team.create({
    data: { id: chiefs, name: 'Chiefs', grants: { create: ownersEverywhere() } },
  });
  const put = (what: object) =>
    call(PUT, { method: 'PUT', cookie: guard.cookie, params: { id: providerId }, json: settings(what) });
  expect((await put({ mappings: [{ group: 'chiefs', teamId: chiefs }] })).body).toMatchObject({
    type: 'urn:slipway:error:owners_only',
  });
  const toMe = { mappings: [{ group: 'guards', role: 'mlops-engineer', scope: { kind: 'everything' } }] };
  expect((await put(toMe)).status).toBe(200);
  await prisma().userIdentity.create({ data: link });
  expect((await put({})).body).toMatchObject({ type: 'urn:slipway:error:own_provider' });
  const another = { slug: `p${newId().slice(-12)}`, ...settings(toMe) };
  expect((await call(create, { cookie: guard.cookie, json: another })).body).toMatchObject({
    type: 'urn:slipway:error:own_provider',
  });
});

function ownersEverywhere() {
  return { id: newId(), role: 'owner', scopeKind: 'everything', scopeName: '' };
}

test('an issuer that is down, lies about itself, or is not encrypted is told apart from a refusal', async () => {
  const liar = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer: 'https://somebody.else.example' }));
  });
  await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
  const url = `http://localhost:${(liar.address() as AddressInfo).port}`;
  const asked = () => call(test_, { method: 'POST', cookie: owner.cookie, params: { id: providerId } });
  expect(await asked()).toMatchObject({ status: 200, body: { issuer: issuer.url } });
  await change({ issuer: url });
  expect((await asked()).status).toBe(502);
  await new Promise((resolve) => liar.close(resolve));
  expect((await asked()).status).toBe(502);
  const begun = await call(start, { json: { slug } });
  expect(begun).toMatchObject({ status: 502, body: { type: 'urn:slipway:error:provider_unreachable' } });
  await change({ issuer: 'http://issuer.example' });
  expect(await asked()).toMatchObject({
    status: 400,
    body: { type: 'urn:slipway:error:issuer_not_encrypted' },
  });
});
