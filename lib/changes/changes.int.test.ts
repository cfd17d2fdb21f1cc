import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as decide } from '../../app/api/changes/[id]/decision/route.ts';
import { GET as read, DELETE as withdraw } from '../../app/api/changes/[id]/route.ts';
import { PUT as putPolicy } from '../../app/api/changes/policy/route.ts';
import { GET as list, POST as propose } from '../../app/api/changes/route.ts';
import { POST as postRollback } from '../../app/api/endpoints/[name]/rollback/route.ts';
import { PATCH as patchEndpoint } from '../../app/api/endpoints/[name]/route.ts';
import { PUT as putAlias } from '../../app/api/models/[name]/aliases/[alias]/route.ts';
import { type Account, addAccount, call } from '../../e2e/support/accounts.ts';
import { entity, newEndpoint, pinned } from '../../e2e/support/endpoints.ts';
import { admin } from '../../e2e/support/registry.ts';
import { closeJobs } from '../jobs/index.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { getEndpoint } from '../serving/index.ts';
import type { Change } from './schemas.ts';
import { failInterrupted } from './store.ts';

let owner: Account;
let engineer: Account;
let other: Account;
let scientist: Account;

async function requireIn(environment: string, required: boolean, rollbackAtOnce = true): Promise<void> {
  const json = { items: [{ environment, required, rollbackAtOnce }] };
  expect((await call(putPolicy, { method: 'PUT', cookie: owner.cookie, json })).status).toBe(200);
}

beforeAll(async () => {
  owner = await addAccount('owner');
  engineer = await addAccount('mlops-engineer');
  other = await addAccount('mlops-engineer');
  scientist = await addAccount('data-scientist');
});

beforeEach(() => requireIn('production', true));

afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

const servedOf = async (name: string) =>
  (await getEndpoint(admin, name)).servedEntities.map(({ target }) => target);

const toVersion2 = (name: string, expectedConfig = 1) => ({
  expectedConfig,
  servedEntities: [entity('main', pinned(name, 2), 100)],
  reason: 'Better answers.',
  ticket: 'OPS-1',
});

async function proposed(by: Account, name: string): Promise<Change> {
  const proposal = { kind: 'endpoint.update', endpoint: name, input: toVersion2(name) };
  const answer = await call(propose, { cookie: by.cookie, json: { proposal, reason: 'Evaluated.' } });
  expect(answer.status).toBe(201);
  return answer.body as Change;
}

const settle = (by: Account, id: string, decision: 'approve' | 'refuse' = 'approve') =>
  call(decide, { cookie: by.cookie, params: { id }, json: { decision } });

describe('where an environment takes a second person', () => {
  test('nobody changes an endpoint, an alias it follows, or rolls it back alone', async () => {
    const name = await newEndpoint();
    const required = { type: 'urn:slipway:error:approval_required' };
    const patch = { method: 'PATCH', cookie: owner.cookie, params: { name }, json: toVersion2(name) };
    expect((await call(patchEndpoint, patch)).body).toMatchObject(required);
    const move = { version: 2, reason: '', ticket: '' };
    const params = { name, alias: 'champion' };
    expect(
      (await call(putAlias, { method: 'PUT', cookie: engineer.cookie, params, json: move })).body,
    ).toMatchObject(required);
    expect(await servedOf(name)).toMatchObject([{ by: 'alias' }]);
    await requireIn('production', false);
    expect((await call(patchEndpoint, patch)).status).toBe(200);
    await requireIn('production', true);
    const back = { to: 1, expectedConfig: 2, reason: 'Bad.', ticket: '' };
    const rollback = { cookie: engineer.cookie, params: { name }, json: back };
    await requireIn('production', true, false);
    expect((await call(postRollback, rollback)).body).toMatchObject(required);
    await requireIn('production', true, true);
    expect((await call(postRollback, rollback)).status).toBe(200);
  });

  test('what changes nothing that is served needs nobody', async () => {
    const name = await newEndpoint();
    const json = { expectedConfig: 1, description: 'New words', reason: '', ticket: '' };
    const patch = { method: 'PATCH', cookie: engineer.cookie, params: { name }, json };
    expect((await call(patchEndpoint, patch)).status).toBe(200);
  });
});

describe('a proposal', () => {
  test('of somebody who could not make the change is made by whoever approves it, and is on record', async () => {
    const name = await newEndpoint();
    const change = await proposed(scientist, name);
    expect(change).toMatchObject({ state: 'pending', may: { decide: false, withdraw: true } });
    const queue = await call(list, { cookie: engineer.cookie, path: '/api/changes' });
    expect(queue.body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: change.id })]),
    });
    const answer = await settle(engineer, change.id);
    expect(answer.body).toMatchObject({ state: 'applied', decidedBy: { id: engineer.id } });
    expect(await servedOf(name)).toMatchObject([{ by: 'version', version: 2 }]);
    const events = await prisma().auditEvent.findMany({
      where: { subjectId: change.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map((event) => event.action)).toEqual(['change.requested', 'change.approved']);
  });

  test('is decided by somebody else, who may make the change there', async () => {
    const name = await newEndpoint();
    const change = await proposed(engineer, name);
    expect((await settle(engineer, change.id)).body).toMatchObject({
      type: 'urn:slipway:error:may_not_decide',
    });
    expect((await settle(scientist, change.id)).status).toBe(403);
    const elsewhere = await addAccount('mlops-engineer', { scope: { kind: 'endpoint', name: 'another' } });
    expect((await settle(elsewhere, change.id)).status).toBe(404);
    expect((await call(read, { cookie: elsewhere.cookie, params: { id: change.id } })).status).toBe(404);
    expect(await servedOf(name)).toMatchObject([{ by: 'alias' }]);
    await expect(
      prisma().changeRequest.update({
        where: { id: change.id },
        data: { state: 'applied', decidedBy: engineer.id },
      }),
    ).rejects.toThrow(/four_eyes/);
  });

  test('that two approve at once is made once; a refused or withdrawn one is not made', async () => {
    const name = await newEndpoint();
    const change = await proposed(scientist, name);
    const answers = await Promise.all([settle(engineer, change.id), settle(other, change.id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await getEndpoint(admin, name)).config).toBe(2);
    const [refused, withdrawn] = [await newEndpoint(), await newEndpoint()];
    const first = await proposed(scientist, refused);
    expect((await settle(engineer, first.id, 'refuse')).body).toMatchObject({ state: 'refused' });
    const second = await proposed(scientist, withdrawn);
    const take = (by: Account) =>
      call(withdraw, { method: 'DELETE', cookie: by.cookie, params: { id: second.id } });
    expect((await take(engineer)).status).toBe(404);
    expect((await take(scientist)).body).toMatchObject({ state: 'withdrawn' });
    expect((await settle(engineer, second.id)).status).toBe(409);
    expect([await servedOf(refused), await servedOf(withdrawn)]).toMatchObject([
      [{ by: 'alias' }],
      [{ by: 'alias' }],
    ]);
  });

  test('made for another state of things fails with the reason, and changes nothing', async () => {
    const name = await newEndpoint();
    const change = await proposed(scientist, name);
    await requireIn('production', false);
    const patch = { method: 'PATCH', cookie: owner.cookie, params: { name } };
    const json = { ...toVersion2(name), servedEntities: [entity('main', pinned(name, 3), 100)] };
    await call(patchEndpoint, { ...patch, json });
    const answer = await settle(engineer, change.id);
    expect(answer.body).toMatchObject({ state: 'failed', error: expect.stringMatching(/configuration/) });
    expect(await servedOf(name)).toMatchObject([{ version: 3 }]);
  });

  test('whose time is over, or whose maker died, waits no longer', async () => {
    const name = await newEndpoint();
    const [late, dead] = [await proposed(scientist, name), await proposed(scientist, name)];
    await prisma().changeRequest.update({
      where: { id: late.id },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect((await settle(engineer, late.id)).status).toBe(409);
    const decidedAt = new Date(Date.now() - 600_000);
    const applying = { state: 'applying', decidedBy: engineer.id, decidedAt };
    await prisma().changeRequest.update({ where: { id: dead.id }, data: applying });
    await failInterrupted();
    const { body } = await call(read, { cookie: scientist.cookie, params: { id: dead.id } });
    expect(body).toMatchObject({ state: 'failed', error: expect.stringContaining('stopped') });
  });
});

test('end users and app teams neither propose nor see the queue; a key proposes but does not decide', async () => {
  const [member, name] = [await addAccount('app-team'), await newEndpoint()];
  expect((await call(list, { cookie: member.cookie, path: '/api/changes' })).status).toBe(403);
  const proposal = { kind: 'endpoint.delete', endpoint: name, input: { confirm: name } };
  const json = { proposal, reason: 'Unused.' };
  expect((await call(propose, { cookie: member.cookie, json })).status).toBe(403);
  expect((await call(propose, { json })).status).toBe(401);
  const unknown = { proposal: { ...proposal, endpoint: 'no-such-endpoint' }, reason: 'x' };
  expect((await call(propose, { cookie: scientist.cookie, json: unknown })).status).toBe(404);
});
