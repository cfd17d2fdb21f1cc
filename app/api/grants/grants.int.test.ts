import '../../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { GrantSummary, RoleSummary, TeamSummary } from '#lib/access/schemas.ts';
import { prisma } from '#lib/platform/db.ts';
import { newId } from '#lib/platform/ids.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { GET as explain } from '../access/explain/route.ts';
import { POST as postInvitation } from '../invitations/route.ts';
import { GET as me } from '../me/route.ts';
import { GET as listProviders } from '../providers/route.ts';
import { DELETE as dropRole, PUT as putRole } from '../roles/[name]/route.ts';
import { GET as getRoles } from '../roles/route.ts';
import { DELETE as dropMember, PUT as putMember } from '../teams/[id]/members/[userId]/route.ts';
import { DELETE as dropTeam } from '../teams/[id]/route.ts';
import { POST as postTeam } from '../teams/route.ts';
import { GET as describeAccess } from '../users/[id]/access/route.ts';
import { POST as postReset } from '../users/[id]/reset-password/route.ts';
import { PATCH as patchUser } from '../users/[id]/route.ts';
import { POST as postUser } from '../users/route.ts';
import { DELETE as deleteGrant } from './[id]/route.ts';
import { POST as postGrant } from './route.ts';

let owner: Account;
let security: Account;

beforeAll(async () => {
  owner = await addAccount('owner');
  security = await addAccount('security-admin');
});

const give = (by: Account, json: unknown) => call(postGrant, { cookie: by.cookie, json });
const revoke = (by: Account, id: string) =>
  call(deleteGrant, { method: 'DELETE', cookie: by.cookie, params: { id } });
const join = (by: Account, id: string, userId: string) =>
  call(putMember, { method: 'PUT', cookie: by.cookie, params: { id, userId } });

async function team(by = owner): Promise<TeamSummary> {
  const answer = await call(postTeam, { cookie: by.cookie, json: { name: `Team ${newId()}` } });
  return answer.body as TeamSummary;
}

async function granted(by: Account, json: unknown): Promise<GrantSummary> {
  const answer = await give(by, json);
  expect(answer.status).toBe(201);
  return answer.body as GrantSummary;
}

describe('a grant', () => {
  test('acts on the next request, and stops acting on the next one after it was revoked', async () => {
    const person = await addAccount(null);
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(403);
    const grant = await granted(owner, { holder: { userId: person.id }, role: 'security-admin' });
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(200);
    expect((await revoke(owner, grant.id)).status).toBe(204);
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(403);
  });

  test('to a team reaches its members as long as they are in it', async () => {
    const [person, { id }] = [await addAccount(null), await team()];
    await granted(owner, { holder: { teamId: id }, role: 'security-admin' });
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(403);
    expect((await join(owner, id, person.id)).status).toBe(204);
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(200);
    const params = { id, userId: person.id };
    await call(dropMember, { method: 'DELETE', cookie: owner.cookie, params });
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(403);
    await join(owner, id, person.id);
    await call(dropTeam, { method: 'DELETE', cookie: owner.cookie, params: { id } });
    expect((await call(getRoles, { cookie: person.cookie })).status).toBe(403);
  });

  test('at one place gives what has a place, and nothing that has none', async () => {
    const person = await addAccount(null);
    const scope = { kind: 'endpoint', name: 'support' };
    await granted(owner, { holder: { userId: person.id }, role: 'mlops-engineer', scope });
    const { body } = await call(me, { cookie: person.cookie });
    expect(body).toMatchObject({
      reach: { 'endpoints.write': { everywhere: false, endpoints: ['support'] } },
      permissions: expect.not.arrayContaining(['providers.read', 'models.promote']),
    });
  });

  test('ends by itself', async () => {
    const person = await addAccount(null);
    const grant = await granted(owner, { holder: { userId: person.id }, role: 'security-admin' });
    await prisma().grant.update({ where: { id: grant.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect
      .poll(async () => (await call(getRoles, { cookie: person.cookie })).status, { timeout: 8000 })
      .toBe(403);
  });

  test('is given once, to somebody who exists, of a role that exists', async () => {
    const person = await addAccount(null);
    const holder = { userId: person.id };
    await granted(owner, { holder, role: 'stakeholder' });
    expect((await give(owner, { holder, role: 'stakeholder' })).status).toBe(409);
    expect((await give(owner, { holder, role: 'no-such-role' })).status).toBe(404);
    expect((await give(owner, { holder: { userId: newId() }, role: 'stakeholder' })).status).toBe(404);
    expect((await give(owner, { holder: { teamId: newId() }, role: 'stakeholder' })).status).toBe(404);
    const both = { userId: person.id, teamId: newId() };
    expect((await give(owner, { holder: both, role: 'stakeholder' })).status).toBe(400);
    const nowhere = { kind: 'environment', name: 'moon' };
    expect((await give(owner, { holder, role: 'stakeholder', scope: nowhere })).status).toBe(400);
  });
});

describe('whoever governs access cannot widen their own', () => {
  test('by granting to themselves, to their team, by joining one, or by changing a role they hold', async () => {
    const admin = await addAccount('security-admin');
    const own = await give(admin, { holder: { userId: admin.id }, role: 'mlops-engineer' });
    expect(own.body).toMatchObject({ type: 'urn:slipway:error:own_account' });
    const { id } = await team();
    expect((await join(admin, id, admin.id)).body).toMatchObject({ type: 'urn:slipway:error:own_account' });
    await join(owner, id, admin.id);
    const teams = await give(admin, { holder: { teamId: id }, role: 'mlops-engineer' });
    expect(teams.body).toMatchObject({ type: 'urn:slipway:error:own_team' });
    const name = `role-${newId()}`;
    const save = (by: Account, permissions: string[]) =>
      call(putRole, { method: 'PUT', cookie: by.cookie, params: { name }, json: { permissions } });
    expect((await save(admin, ['runs.read'])).status).toBe(200);
    await granted(owner, { holder: { userId: admin.id }, role: name });
    expect((await save(admin, ['runs.read', 'models.promote'])).body).toMatchObject({
      type: 'urn:slipway:error:own_role',
    });
    expect((await call(me, { cookie: admin.cookie })).body).toMatchObject({
      permissions: expect.not.arrayContaining(['models.promote']),
    });
  });

  test('by making an owner, taking one’s account over, or ending it', async () => {
    const person = await addAccount(null);
    const owners = { type: 'urn:slipway:error:owners_only' };
    expect((await give(security, { holder: { userId: person.id }, role: 'owner' })).body).toMatchObject(
      owners,
    );
    const added = { email: `${newId()}@example.com`, name: 'New', role: 'owner' };
    expect((await call(postUser, { cookie: security.cookie, json: added })).body).toMatchObject(owners);
    const patch = (json: unknown) =>
      call(patchUser, { method: 'PATCH', cookie: security.cookie, params: { id: owner.id }, json });
    expect((await patch({ disabled: true })).body).toMatchObject(owners);
    expect((await patch({ role: 'end-user' })).body).toMatchObject(owners);
    const reset = { method: 'POST', cookie: security.cookie, params: { id: owner.id } };
    expect((await call(postReset, reset)).body).toMatchObject(owners);
    const grants = await prisma().grant.findMany({ where: { userId: owner.id } });
    expect((await revoke(security, grants[0]?.id ?? '')).body).toMatchObject(owners);
  });

  test('by a team of owners: its members, invitations to it, its end, and the accounts in it', async () => {
    const owners = { type: 'urn:slipway:error:owners_only' };
    const [person, member, { id }] = [await addAccount(null), await addAccount(null), await team()];
    await join(owner, id, member.id);
    await granted(owner, { holder: { teamId: id }, role: 'owner' });
    expect((await join(security, id, person.id)).body).toMatchObject(owners);
    const params = { id, userId: member.id };
    const drop = { method: 'DELETE', cookie: security.cookie, params };
    expect((await call(dropMember, drop)).body).toMatchObject(owners);
    const end = { method: 'DELETE', cookie: security.cookie, params: { id } };
    expect((await call(dropTeam, end)).body).toMatchObject(owners);
    const guest = { email: `${newId()}@example.com`, name: 'Guest', teamIds: [id] };
    expect((await call(postInvitation, { cookie: security.cookie, json: guest })).body).toMatchObject(owners);
    const reset = { method: 'POST', cookie: security.cookie, params: { id: member.id } };
    expect((await call(postReset, reset)).body).toMatchObject(owners);
    // Its members are owners, so they may.
    expect((await join(member, id, person.id)).status).toBe(204);
  });

  test('by having been an owner', async () => {
    const former = await addAccount('security-admin');
    const { id } = await granted(owner, { holder: { userId: former.id }, role: 'owner' });
    const person = await addAccount(null);
    const scope = { kind: 'endpoint', name: newId() };
    const make = () => give(former, { holder: { userId: person.id }, role: 'owner', scope });
    expect((await make()).status).toBe(201);
    await prisma().grant.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
    expect((await make()).body).toMatchObject({ type: 'urn:slipway:error:owners_only' });
  });
});

test('a custom role acts at once, is refused while it is held, and built-in ones stay as they are', async () => {
  const [person, name] = [await addAccount(null), `auditors-${newId()}`];
  const put = (role: string, permissions: string[]) =>
    call(putRole, { method: 'PUT', cookie: owner.cookie, params: { name: role }, json: { permissions } });
  const drop = () => call(dropRole, { method: 'DELETE', cookie: owner.cookie, params: { name } });
  expect((await put('owner', ['chat.use'])).status).toBe(400);
  expect((await put(name, ['no.such'])).status).toBe(400);
  await put(name, ['providers.read']);
  const grant = await granted(owner, { holder: { userId: person.id }, role: name });
  expect((await call(listProviders, { cookie: person.cookie })).status).toBe(200);
  await put(name, ['runs.read']);
  expect((await call(listProviders, { cookie: person.cookie })).status).toBe(403);
  expect((await drop()).status).toBe(409);
  await revoke(owner, grant.id);
  expect((await drop()).status).toBe(204);
  const { items } = (await call(getRoles, { cookie: owner.cookie })).body as { items: RoleSummary[] };
  expect(items.map((role) => role.name)).not.toContain(name);
  expect(items.find((role) => role.name === 'owner')?.builtIn).toBe(true);
});

test('why somebody may or may not is told with the grants it comes from', async () => {
  const person = await addAccount(null);
  const [{ id, name }] = [await team()];
  await join(owner, id, person.id);
  const scope = { kind: 'environment', name: 'staging' };
  await granted(owner, { holder: { teamId: id }, role: 'app-team', scope });
  const ask = (query: string) =>
    call(explain, { cookie: security.cookie, path: `/api/access/explain?userId=${person.id}&${query}` });
  expect((await ask('permission=endpoints.query')).body).toMatchObject({
    allowed: true,
    sentence: expect.stringContaining(`through the team ${name}`),
    because: [{ role: 'app-team', scope, team: { name } }],
  });
  expect((await ask('permission=endpoints.query&kind=endpoint&name=nowhere')).body).toMatchObject({
    allowed: false,
    rolesThatWould: expect.arrayContaining(['owner', 'app-team']),
  });
  expect((await ask('permission=audit.read')).body).toMatchObject({ allowed: false, because: [] });
  const described = await call(describeAccess, { cookie: security.cookie, params: { id: person.id } });
  expect(described.body).toMatchObject({
    teams: [{ name }],
    reach: { 'chat.use': { everywhere: false, environments: ['staging'] } },
  });
});
