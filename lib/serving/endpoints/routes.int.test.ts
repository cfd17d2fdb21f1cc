import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as preview from '../../../app/api/endpoints/[name]/preview/route.ts';
import * as rollback from '../../../app/api/endpoints/[name]/rollback/route.ts';
import * as one from '../../../app/api/endpoints/[name]/route.ts';
import * as schedule from '../../../app/api/endpoints/[name]/schedules/[id]/route.ts';
import * as schedules from '../../../app/api/endpoints/[name]/schedules/route.ts';
import * as all from '../../../app/api/endpoints/route.ts';
import { champion, entity, newEndpoint } from '../../../e2e/support/endpoints.ts';
import { userCaller } from '../../../e2e/support/registry.ts';
import type { RouteHandler } from '../../access/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { hmac } from '../../platform/crypto.ts';
import { prisma } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { answer } from '../answer.ts';
import type { AnswerEvent } from '../schemas.ts';

afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

const roles = ['owner', 'data-scientist'] as const;

const permissions = ['endpoints.read', 'endpoints.write'];

beforeAll(async () => {
  for (const role of roles) {
    const key = { id: newId(), name: role, prefix: role, permissions };
    await prisma().user.create({
      data: {
        id: newId(),
        email: `${role}@example.com`,
        name: role,
        passwordHash: '-',
        grants: { create: { id: newId(), role, scopeKind: 'everything' } },
        apiKeys: { create: { ...key, hash: hmac('api-key', `key-of-${role}`) } },
      },
    });
  }
});

async function call(
  handler: RouteHandler,
  params: Record<string, string>,
  {
    role = 'owner',
    query = '',
    body,
  }: { role?: (typeof roles)[number]; query?: string; body?: unknown } = {},
) {
  const request = new Request(`http://slipway.test/${query}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer key-of-${role}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

test.each([
  ['99', [entity('main', champion('m'), 99)], 'sum to 99'],
  ['101', [entity('a', champion('m'), 60), entity('b', champion('m'), 41)], 'sum to 101'],
  ['−5', [{ name: 'a', target: champion('m'), trafficPercentage: -5 }], '>=0'],
  [
    'NaN, which JSON sends as null',
    [{ name: 'a', target: champion('m'), trafficPercentage: Number.NaN }],
    'number',
  ],
  ['an unknown fallback', [entity('a', champion('m'), 100, { fallbacks: ['b'] })], 'to fall back to'],
  ['a circle', [entity('a', champion('m'), 100, { fallbacks: ['a'] })], 'a → a'],
])('a split of %s is refused with the reason', async (_what, servedEntities, reason) => {
  const name = await newEndpoint();
  const made = await call(all.POST, {}, { body: { name: 'fresh', servedEntities } });
  expect(made).toMatchObject({ status: 400, body: { detail: expect.stringContaining(reason) } });
  const changed = await call(one.PATCH, { name }, { body: { expectedConfig: 1, servedEntities } });
  expect(changed).toMatchObject({ status: 400, body: { detail: expect.stringContaining(reason) } });
});

describe('the way of a change through the API', () => {
  test('split, preview, plan, cancel, roll back, delete', async () => {
    const name = await newEndpoint();
    const servedEntities = [entity('main', champion(name), 90), entity('b', champion(name), 10)];
    const change = { expectedConfig: 1, servedEntities, reason: 'try', ticket: 'CHG-1' };
    expect(await call(one.PATCH, { name }, { body: change })).toMatchObject({ status: 200 });
    expect(await call(one.PATCH, { name }, { body: change })).toMatchObject({ status: 409 });
    const shares = { main: 50, b: 50 };
    const moved = await call(preview.POST, { name }, { role: 'data-scientist', body: { shares } });
    expect(moved).toMatchObject({ status: 200, body: { unitsSeen: 0, moves: [{ from: 'main', to: 'b' }] } });
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const steps = [{ at, shares }];
    const planned = await call(schedules.POST, { name }, { body: { expectedConfig: 2, steps } });
    expect(planned).toMatchObject({ status: 201, body: { state: 'running' } });
    const cancelled = await call(schedule.DELETE, { name, id: planned.body.id });
    expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
    expect(await call(rollback.GET, { name }, { role: 'data-scientist', query: '?to=1' })).toMatchObject({
      status: 200,
      body: { from: 2, to: 1, problems: [] },
    });
    const back = { to: 1, expectedConfig: 2 };
    expect(await call(rollback.POST, { name }, { body: back })).toMatchObject({ body: { config: 3 } });
    expect(await call(one.DELETE, { name })).toMatchObject({ status: 400 });
    expect(await call(one.DELETE, { name }, { query: `?confirm=${name}` })).toMatchObject({ status: 204 });
    expect(await call(one.GET, { name })).toMatchObject({ status: 404 });
  });

  test('a viewer changes nothing', async () => {
    const name = await newEndpoint();
    const id = newId();
    const refused = await Promise.all([
      call(all.POST, {}, { role: 'data-scientist', body: {} }),
      call(one.PATCH, { name }, { role: 'data-scientist', body: {} }),
      call(one.DELETE, { name }, { role: 'data-scientist', query: `?confirm=${name}` }),
      call(rollback.POST, { name }, { role: 'data-scientist', body: {} }),
      call(schedules.POST, { name }, { role: 'data-scientist', body: {} }),
      call(schedule.DELETE, { name, id }, { role: 'data-scientist' }),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403]);
    expect(await call(one.GET, { name }, { role: 'data-scientist' })).toMatchObject({ status: 200 });
  });
});

test('a conversation whose endpoint was deleted says so instead of answering', async () => {
  const name = await newEndpoint();
  await call(one.DELETE, { name }, { query: `?confirm=${name}` });
  const events: AnswerEvent[] = [];
  const outcome = await answer(
    {
      requestId: newId(),
      endpoint: name,
      turns: [{ role: 'user', content: 'Still there?' }],
      inputs: {},
      caller: userCaller('app-team'),
      source: 'chat',
      conversationId: newId(),
      clientRequestId: null,
      unit: null,
      signal: new AbortController().signal,
    },
    (event) => events.push(event),
  );
  const error = {
    code: 'endpoint_deleted',
    message: expect.stringContaining('was deleted on '),
    retryable: false,
  };
  expect(outcome).toMatchObject({ status: 'refused', httpStatus: 404, detail: { error } });
  expect(events.at(-1)).toMatchObject({ type: 'error', error });
});
