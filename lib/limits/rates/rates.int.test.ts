import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DELETE as remove } from '../../../app/api/limits/rates/[id]/route.ts';
import { GET as list, PUT as put } from '../../../app/api/limits/rates/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { systemCaller } from '../../access/index.ts';
import { pool, prisma } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { runShutdownHooks } from '../../platform/lifecycle.ts';
import { type RateInput, saveRate, takeRate } from '../index.ts';
import { type RateRule, rateListSchema, rateRuleSchema, type SaveRate } from '../schemas.ts';

const system = systemCaller('test');
let owner: Account;
let reader: Account;

beforeAll(async () => {
  // Ten minutes past an hour, so that no window of an hour ends in a test.
  await pool().query(
    `CREATE OR REPLACE FUNCTION slipway_clock() RETURNS timestamptz LANGUAGE sql AS
     'SELECT clock_timestamp() + (timestamptz ''2031-01-01 00:10Z'' - timestamptz ''${new Date().toISOString()}'')'`,
  );
  owner = await addAccount('owner');
  reader = await addAccount('app-team');
});
afterAll(async () => {
  await runShutdownHooks(2000);
  await closeEvents();
});

function limitOf(change: Partial<SaveRate> = {}): SaveRate {
  const subject = newId();
  return {
    subjectKind: 'tag',
    subject,
    unit: 'requests',
    window: 'hour',
    limit: 10,
    enabled: true,
    ...change,
  };
}

function asked(change: Partial<RateInput> = {}): RateInput {
  return {
    endpoint: 'e',
    userId: null,
    teams: [],
    keyId: null,
    tag: null,
    estimateTokens: () => 100,
    ...change,
  };
}

async function admitted(times: number, input: RateInput): Promise<number> {
  const all = await Promise.all(Array.from({ length: times }, () => takeRate(input)));
  return all.filter((decision) => decision.admitted).length;
}

async function refusalOf(input: RateInput) {
  const decision = await takeRate(input);
  if (decision.admitted) throw new Error('was let in');
  return decision;
}

async function takenOf({ id }: RateRule): Promise<number> {
  const { rows } = await pool().query<{ taken: number }>(
    'SELECT taken::float8 AS taken FROM rate_window WHERE rule_id = $1',
    [id],
  );
  return rows[0]?.taken ?? 0;
}

describe('rules', () => {
  test('are saved, listed and deleted, on record', async () => {
    const { cookie } = owner;
    const input = limitOf();
    const saved = await call(put, { cookie, method: 'PUT', json: input });
    expect(saved).toMatchObject({ status: 200, body: { ...input } });
    const rule = rateRuleSchema.parse(saved.body);
    const listed = await call(list, { cookie, path: `/?subjectKind=tag&subject=${input.subject}` });
    expect(listed.body).toMatchObject({ items: [{ id: rule.id, limit: 10 }], total: 1 });
    const changed = { ...input, limit: 20 };
    const first = await call(put, {
      cookie,
      method: 'PUT',
      json: changed,
      headers: { 'if-match': rule.updatedAt },
    });
    expect(first).toMatchObject({ status: 200, body: { id: rule.id, limit: 20 } });
    const second = await call(put, {
      cookie,
      method: 'PUT',
      json: changed,
      headers: { 'if-match': rule.updatedAt },
    });
    expect(second.status).toBe(409);
    expect((await call(remove, { cookie, method: 'DELETE', params: { id: rule.id } })).status).toBe(204);
    expect((await call(remove, { cookie, method: 'DELETE', params: { id: rule.id } })).status).toBe(404);
    const events = await prisma().auditEvent.findMany({
      where: { subjectId: rule.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action }) => action)).toEqual(
      ['created', 'updated', 'deleted'].map((done) => `rate-limit.${done}`),
    );
  });

  test('are listed with the names people know, ids where somebody is gone', async () => {
    const name = `Listed ${newId()}`;
    const team = await prisma().team.create({ data: { id: newId(), name } });
    const gone = newId();
    for (const subject of [team.id, gone, '*']) {
      await saveRate(system, limitOf({ subjectKind: 'team', subject, window: 'second', enabled: false }));
    }
    const listed = await call(list, { cookie: owner.cookie, path: '/?subjectKind=team&pageSize=100' });
    const { items } = rateListSchema.parse(listed.body);
    const names = new Map(items.map(({ subject, subjectName }) => [subject, subjectName]));
    expect([team.id, gone, '*'].map((id) => names.get(id))).toEqual([name, gone, 'Every team']);
  });

  test('are for those who may', async () => {
    const { cookie } = reader;
    expect((await call(list, { cookie })).status).toBe(403);
    expect((await call(put, { cookie, method: 'PUT', json: limitOf() })).status).toBe(403);
    expect((await call(remove, { cookie, method: 'DELETE', params: { id: newId() } })).status).toBe(403);
  });

  test.each([
    { limit: -1 },
    { limit: 0.5 },
    { limit: 1e15 },
    { limit: null },
    { window: 'day' },
    { extra: 1 },
  ])('refuse %j', async (change) => {
    const json = { ...limitOf(), ...change };
    expect((await call(put, { cookie: owner.cookie, method: 'PUT', json })).status).toBe(400);
  });

  test('made by two at once are one', async () => {
    const input = limitOf();
    const both = await Promise.all([saveRate(system, input), saveRate(system, { ...input, limit: 3 })]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
  });
});

describe('requests', () => {
  test('of 200 at once exactly as many as the limit are let in', async () => {
    const rule = await saveRate(system, limitOf({ limit: 117 }));
    expect(await admitted(200, asked({ tag: rule.subject }))).toBe(117);
    expect(await takenOf(rule)).toBe(117);
  });

  test('are told the rule, the time to wait and what is left', async () => {
    const rule = await saveRate(system, limitOf({ limit: 1 }));
    const first = await takeRate(asked({ tag: rule.subject }));
    expect(first.headers).toMatchObject({
      'x-ratelimit-limit-requests': '1',
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': expect.stringMatching(/^\d+m\d+s$/),
    });
    const { error } = await refusalOf(asked({ tag: rule.subject }));
    expect(error.code).toBe('rate_limited');
    expect(error.message).toContain(`1 request per hour for the request tag "${rule.subject}"`);
    expect(error.retryAfterSeconds).toBeGreaterThan(2400);
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(3000);
  });

  test('are refused by a limit of zero, without a question to the database', async () => {
    const rule = await saveRate(system, limitOf({ limit: 0 }));
    expect(await admitted(50, asked({ tag: rule.subject }))).toBe(0);
    expect(await takenOf(rule)).toBe(0);
  });

  test('follow a limit that changes within the window', async () => {
    const input = limitOf({ limit: 10 });
    await saveRate(system, input);
    const request = asked({ tag: input.subject });
    expect(await admitted(20, request)).toBe(10);
    await saveRate(system, { ...input, limit: 15 });
    expect(await admitted(20, request)).toBe(5);
    await saveRate(system, { ...input, limit: 5 });
    expect(await admitted(20, request)).toBe(0);
    await saveRate(system, { ...input, limit: 5, enabled: false });
    expect(await admitted(20, request)).toBe(20);
  });

  test('take nothing from the other rules when one refuses', async () => {
    const team = newId();
    const wide = await saveRate(system, limitOf({ subjectKind: 'team', subject: team, limit: 100 }));
    const narrow = await saveRate(system, limitOf({ limit: 2 }));
    expect(await admitted(50, asked({ teams: [team], tag: narrow.subject }))).toBe(2);
    expect(await admitted(200, asked({ teams: [team] }))).toBe(98);
    expect(await takenOf(wide)).toBe(100);
  });

  test('of each user have an allowance of their own, unless one is set by name', async () => {
    const each = limitOf({ subjectKind: 'user', subject: '*', limit: 3 });
    await saveRate(system, each);
    const [ann, ben] = [newId(), newId()];
    await saveRate(system, { ...each, subject: ben, limit: 5 });
    expect(await admitted(10, asked({ userId: ann }))).toBe(3);
    expect(await admitted(10, asked({ userId: ben }))).toBe(5);
    await saveRate(system, { ...each, enabled: false });
  });

  test('with a tag that is too long are refused', async () => {
    await saveRate(system, limitOf());
    await expect(takeRate(asked({ tag: 'x'.repeat(65) }))).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('tokens', () => {
  test('are taken by estimate and corrected by use', async () => {
    const rule = await saveRate(system, limitOf({ unit: 'tokens', limit: 1000 }));
    const request = asked({ tag: rule.subject, estimateTokens: () => 600 });
    const first = await takeRate(request);
    if (!first.admitted) throw first.error;
    expect((await refusalOf(request)).error.message).toContain('needs about 600');
    first.settle(250);
    first.settle(0);
    const second = await takeRate(request);
    expect(second).toMatchObject({ admitted: true, headers: { 'x-ratelimit-limit-tokens': '1000' } });
    if (second.admitted) second.release();
    expect(await admitted(1, asked({ tag: rule.subject, estimateTokens: () => 750 }))).toBe(1);
  });

  test.each([Number.NaN, -1, 1.5, Number.POSITIVE_INFINITY, 1e15])('are never %d', async (tokens) => {
    const rule = await saveRate(system, limitOf({ unit: 'tokens', limit: 1000 }));
    const wrong = takeRate(asked({ tag: rule.subject, estimateTokens: () => tokens }));
    await expect(wrong).rejects.toMatchObject({ reason: 'invalid_token_count' });
    const taken = await takeRate(asked({ tag: rule.subject }));
    if (!taken.admitted) throw taken.error;
    expect(() => taken.settle(tokens)).toThrow(/not a number of tokens/);
    taken.settle(100);
  });

  test('beyond the whole limit are refused with what to do', async () => {
    const rule = await saveRate(system, limitOf({ unit: 'tokens', limit: 50 }));
    const { error } = await refusalOf(asked({ tag: rule.subject }));
    expect(error.message).toContain('smaller max_tokens');
  });
});
