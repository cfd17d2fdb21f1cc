import '../../../e2e/support/test-database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as documents } from '../../../app/api/overview/documents/route.ts';
import { GET as exported } from '../../../app/api/overview/export/route.ts';
import { GET as overview } from '../../../app/api/overview/route.ts';
import { GET as unanswered } from '../../../app/api/overview/unanswered/route.ts';
import { type Account, addAccount, call } from '../../../e2e/support/accounts.ts';
import { ask, lastDay, makeEndpoint, rate } from '../../../e2e/support/overview-world.ts';
import { admin } from '../../../e2e/support/registry.ts';
import { closeJobs } from '../../jobs/index.ts';
import { saveQuota } from '../../limits/index.ts';
import { saveQuotaSchema } from '../../limits/schemas.ts';
import { createObjective } from '../../objectives/index.ts';
import { createObjectiveSchema } from '../../objectives/schemas.ts';
import { documentUseSchema, type Overview, overviewSchema, unansweredSchema } from '../schemas.ts';

afterAll(closeJobs);

async function read(cookie: string, query: Record<string, string> = {}): Promise<Overview> {
  const answer = await call(overview, { cookie, path: lastDay(query) });
  expect(answer.status).toBe(200);
  return overviewSchema.parse(answer.body);
}

describe('an empty installation', () => {
  it('is quiet, without a number that was not measured', async () => {
    const { cookie } = await addAccount('stakeholder');
    const read0 = await read(cookie);
    expect(read0.verdict).toMatchObject({ tone: 'neutral', word: 'Quiet' });
    expect(read0.now).toMatchObject({ requests: 0, errorRate: null, satisfaction: null, perHelpful: null });
    expect(read0).toMatchObject({ problems: [], budgets: [], endpoints: [] });
    const none = unansweredSchema.parse((await call(unanswered, { cookie, path: lastDay() })).body);
    expect(none).toEqual({ count: 0, questions: null, examined: null });
    const use = documentUseSchema.parse((await call(documents, { cookie, path: lastDay() })).body);
    expect(use).toMatchObject({ mostUsed: [], mostDisliked: [], stale: [], withheld: 0, countedTo: null });
    for (const format of ['csv', 'pdf']) {
      expect((await call(exported, { cookie, path: lastDay({ format }) })).status).toBe(200);
    }
  });
});

describe('the overview', () => {
  let endpoint = '';
  let elsewhere = '';
  let reader: Account;
  beforeAll(async () => {
    const rater = await addAccount('owner');
    [endpoint, elsewhere] = [await makeEndpoint(), await makeEndpoint('staging')];
    reader = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    const ids = await Promise.all([
      ...Array.from({ length: 8 }, () => ask(rater, endpoint, { question: 'What is a snapshot?' })),
      ask(rater, endpoint, { status: 'declined', question: 'Who sails  to Mars?' }),
      ask(rater, endpoint, { status: 'declined', question: 'who sails to mars' }),
      ask(rater, endpoint, { status: 'declined', question: 'What does the moon cost?' }),
      ask(rater, elsewhere, { status: 'declined', question: 'A secret of another tenant?' }),
    ]);
    for (const [index, id] of ids.slice(0, 4).entries()) await rate(rater, id, index === 0 ? 'down' : 'up');
  });

  it('counts, with an interval around what was rated', async () => {
    const { now, verdict, endpoints } = await read(reader.cookie);
    expect(now).toMatchObject({ requests: 11, errors: 0, declined: 3 });
    expect(now.satisfaction).toMatchObject({ value: 0.75, ratings: 4 });
    expect(now.satisfaction?.low).toBeLessThan(0.75);
    expect(now.satisfaction?.high).toBeGreaterThan(0.75);
    // Eight answers of eleven requests, three quarters liked.
    expect(BigInt(now.perHelpful ?? '0')).toBe((11n * 12_345_678_901n) / 6n);
    expect(verdict).toMatchObject({ tone: 'ok', word: 'Healthy' });
    expect(endpoints.map(({ name }) => name)).toEqual([endpoint]);
  });

  it('is of one endpoint or environment when asked', async () => {
    const owner = await addAccount('owner');
    expect((await read(owner.cookie)).now.requests).toBe(12);
    expect((await read(owner.cookie, { endpoint })).now.requests).toBe(11);
    expect((await read(owner.cookie, { environment: 'staging' })).now.requests).toBe(1);
    expect((await read(reader.cookie, { endpoint: elsewhere })).now.requests).toBe(0);
  });

  it('puts what is wrong first, with where to look', async () => {
    const input = { endpoint, name: 'Liked', kind: 'satisfaction', target: 0.9, windowDays: 7 };
    const { id } = await createObjective(admin, createObjectiveSchema.parse(input));
    const { verdict, problems, objectives } = await read(reader.cookie);
    expect(verdict).toMatchObject({ tone: 'warn', word: 'Needs a look' });
    expect(problems).toEqual([
      {
        kind: 'objective',
        tone: 'warn',
        text: `“Liked” of ${endpoint} is missed: 75 % where 90 % are promised.`,
        href: `/overview?tab=objectives&objective=${id}`,
      },
    ]);
    expect(objectives).toEqual({ met: 0, atRisk: 0, missed: 1, unknown: 0 });
  });

  it('tells budgets of endpoints in reach, to people who may not see limits', async () => {
    for (const subject of [endpoint, elsewhere]) {
      const input = {
        subject: { kind: 'endpoint', id: subject },
        measure: 'money',
        period: 'month',
        timeZone: 'UTC',
        amount: '60000000000',
      };
      await saveQuota(admin, null, saveQuotaSchema.parse(input));
    }
    const { budgets, verdict } = await read(reader.cookie);
    expect(budgets.map((budget) => [budget.endpoint, budget.amount])).toEqual([[endpoint, '60000000000']]);
    expect(verdict.facts).toContain('of the budget of $60.00 used this month');
  });

  it('tells the budget that each endpoint has, of every endpoint, also where nothing was spent', async () => {
    const quiet = await Promise.all(Array.from({ length: 7 }, () => makeEndpoint('development')));
    const every = {
      subject: { kind: 'endpoint', id: '*' },
      measure: 'money',
      period: 'day',
      timeZone: 'Pacific/Auckland',
      amount: '5000000000',
    };
    await saveQuota(admin, null, saveQuotaSchema.parse(every));
    for (const name of quiet) {
      const { cookie } = await addAccount('stakeholder', { scope: { kind: 'endpoint', name } });
      expect((await read(cookie)).budgets).toMatchObject([
        { endpoint: name, period: 'day', used: '0', share: 0 },
      ]);
    }
    const both = (await read(reader.cookie)).budgets.map(({ period, amount }) => [period, amount]);
    expect(both).toHaveLength(2);
    expect(both).toEqual(
      expect.arrayContaining([
        ['day', '5000000000'],
        ['month', '60000000000'],
      ]),
    );
  });

  it('is read once for all who reach the same, and never by what others reach', async () => {
    const twin = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: endpoint } });
    const other = await addAccount('stakeholder', { scope: { kind: 'endpoint', name: elsewhere } });
    const same = lastDay();
    const [mine, theirs, others] = await Promise.all(
      [reader, twin, other].map(async ({ cookie }) =>
        overviewSchema.parse((await call(overview, { cookie, path: same })).body),
      ),
    );
    expect(theirs).toEqual(mine);
    expect(mine?.now.requests).toBe(11);
    expect(others?.now.requests).toBe(1);
    expect(others?.endpoints.map(({ name }) => name)).toEqual([elsewhere]);
  });
});
