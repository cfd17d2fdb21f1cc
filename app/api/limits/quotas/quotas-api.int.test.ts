import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Account, addAccount, call } from '../../../../e2e/support/accounts.ts';
import { databaseUrl } from '../../../../e2e/support/test-database.ts';
import { closeJobs } from '../../../../lib/jobs/index.ts';
import { limitsJobHandlers, settleUsage } from '../../../../lib/limits/index.ts';
import { pipelinedTransaction, pool } from '../../../../lib/platform/db.ts';
import { closeEvents } from '../../../../lib/platform/events.ts';
import { newId } from '../../../../lib/platform/ids.ts';
import { GET as ownUsage } from '../../me/usage/route.ts';
import { GET as exportUsage } from '../../usage/export/route.ts';
import { GET as forecast } from '../../usage/forecast/route.ts';
import { GET as usage } from '../../usage/route.ts';
import { GET as alerts } from '../alerts/route.ts';
import { POST as raise } from './[id]/raises/route.ts';
import { PUT as change, GET as read, DELETE as remove } from './[id]/route.ts';
import { POST as create, GET as list } from './route.ts';

let security: Account;
let reader: Account;
let outsider: Account;

beforeAll(async () => {
  security = await addAccount('security-admin');
  reader = await addAccount('mlops-engineer');
  outsider = await addAccount('end-user');
});

afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

expect(databaseUrl).toContain('test_');

const body = {
  subject: { kind: 'user', id: '*' },
  measure: 'tokens',
  period: 'month',
  timeZone: 'Europe/Berlin',
  amount: '1000',
};
const range = '?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z';

async function made(more = {}) {
  const answer = await call(create, { cookie: security.cookie, json: { ...body, ...more } });
  expect(answer.status).toBe(201);
  return answer.body as { id: string; revision: number };
}

it('lets the roles of the table read and write, and nobody else', async () => {
  const { id } = await made();
  const params = { id };
  const reading = [
    [list, {}],
    [read, { params }],
    [alerts, {}],
    [usage, { path: `/${range}` }],
    [exportUsage, { path: `/${range}` }],
    [forecast, {}],
  ] as const;
  for (const [handler, asked] of reading) {
    expect((await call(handler, { ...asked, cookie: reader.cookie })).status).toBe(200);
    expect((await call(handler, { ...asked, cookie: outsider.cookie })).status).toBe(403);
    expect((await call(handler, asked)).status).toBe(401);
  }
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const writing = [
    [create, { json: { ...body, period: 'day' } }],
    [change, { params, method: 'PUT', json: { ...body, revision: 1 } }],
    [raise, { params, json: { amount: '5', until, reason: 'x' } }],
    [remove, { params, method: 'DELETE', path: '/?revision=1' }],
  ] as const;
  for (const [handler, asked] of writing) {
    for (const { cookie } of [reader, outsider]) {
      expect((await call(handler, { ...asked, cookie })).status).toBe(403);
    }
  }
  const own = await call(ownUsage, { cookie: outsider.cookie, path: '/?endpoint=somebody-elses' });
  expect(own.body).toMatchObject({ quotas: [{ measure: 'tokens', left: '1000' }], month: { requests: 0 } });
});

it('refuses what is no quota, ids of others, and a change of what somebody changed meanwhile', async () => {
  const cookie = security.cookie;
  const bad = [
    { amount: '-1' },
    { amount: 'NaN' },
    { amount: '1e9' },
    { amount: 1000 },
    { amount: '99999999999999999999' },
    { timeZone: 'Mars/Olympus' },
    { timeZone: "UTC'; DROP TABLE quota" },
    { warnShares: [0] },
    { warnShares: [100] },
    { period: 'year' },
    { subject: { kind: 'user', id: newId() } },
    { subject: { kind: 'team', id: outsider.id } },
    { subject: { kind: 'endpoint', id: 'nowhere' } },
    { countedFrom: '2020-01-01' },
  ];
  for (const wrong of bad) {
    expect([
      wrong,
      (await call(create, { cookie, json: { ...body, measure: 'money', ...wrong } })).status,
    ]).toEqual([wrong, 400]);
  }
  const { id, revision } = await made({ measure: 'requests', warnShares: [80, 50, 80] });
  const again = await call(create, { cookie, json: { ...body, measure: 'requests' } });
  expect([again.status, again.body]).toMatchObject([409, { type: 'urn:slipway:error:quota_exists' }]);
  const json = { ...body, measure: 'requests', amount: '7', revision };
  const put = await call(change, { cookie, params: { id }, method: 'PUT', json });
  expect(put.body).toMatchObject({ amount: '7', revision: revision + 1, warnShares: [80, 95] });
  expect((await call(change, { cookie, params: { id }, method: 'PUT', json })).status).toBe(409);
  expect(
    (await call(remove, { cookie, params: { id }, method: 'DELETE', path: `/?revision=${revision}` })).status,
  ).toBe(409);
  for (const other of [outsider.id, newId()]) {
    expect((await call(read, { cookie, params: { id: other } })).status).toBe(404);
    expect((await call(change, { cookie, params: { id: other }, method: 'PUT', json })).status).toBe(404);
  }
  const past = { amount: '5', until: new Date(Date.now() - 1000).toISOString(), reason: 'x' };
  expect((await call(raise, { cookie, params: { id }, json: past })).status).toBe(400);
  expect(
    (await call(usage, { cookie, path: '/?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z' })).status,
  ).toBe(400);
  const found = await call(list, { cookie, path: '/?search=every&sort=share&order=desc&pageSize=1' });
  expect(found.body).toMatchObject({ total: 2, items: [expect.anything()] });
  const beyond = await call(list, { cookie, path: '/?page=9' });
  expect(beyond.body).toEqual({ total: 2, items: [] });
  const { rows } = await pool().query(`SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY id`, [
    id,
  ]);
  expect(rows.map(({ action }) => action)).toEqual(['quota.created', 'quota.updated']);
});

it('tells each crossed share once', async () => {
  const { id } = await made({
    subject: { kind: 'endpoint', id: '*' },
    measure: 'requests',
    amount: '10',
    warnShares: [50],
  });
  const usage = {
    input: 0,
    cachedInput: 0,
    cacheWrite: 0,
    output: 0,
    reasoning: 0,
    source: 'provider',
  } as const;
  const what = {
    model: '',
    version: 0,
    provider: '',
    providerModel: '',
    cost: 0n,
    priceSource: 'none',
  } as const;
  const who = { userId: null, teamIds: [], keyId: null, endpoint: 'alerted' };
  const use = () =>
    pipelinedTransaction((client, commit) => {
      const entry = {
        requestId: newId(),
        part: 0,
        at: new Date(),
        kind: 'live',
        requests: 1,
        usage,
      } as const;
      return settleUsage(client, [{ entries: [{ ...entry, ...what, ...who }], reservation: null }], commit);
    });
  for (let count = 0; count < 6; count++) await Promise.all([use(), use()]);
  const answer = await call(alerts, { cookie: reader.cookie });
  const items = (answer.body as { items: { quotaId: string; share: number }[] }).items;
  expect(items.filter((item) => item.quotaId === id).map((item) => item.share)).toEqual([100, 50]);
  const watch = limitsJobHandlers.find(({ name }) => name === 'watch-quotas');
  const run = { id: 'x', lastTry: false, signal: new AbortController().signal };
  await Promise.all([watch?.run({}, run), watch?.run({}, run)]);
  await watch?.run({}, run);
  const { rows } = await pool().query(
    `SELECT topic, title FROM notification WHERE dedupe_key LIKE $1 ORDER BY topic`,
    [`quota:${id}:%`],
  );
  expect(rows).toEqual([
    { topic: 'quota.exceeded', title: 'The requests of the endpoint "alerted" are used up for this month' },
    { topic: 'quota.warning', title: 'The endpoint "alerted" used 50 % of its requests for this month' },
  ]);
});
