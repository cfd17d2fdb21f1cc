import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { systemCaller } from '../../access/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { saveQuota } from '../quotas/save-quota.ts';
import { usageExportQuerySchema, usageQuerySchema } from '../usage-schemas.ts';
import { exportUsage } from './export-usage.ts';
import { forecastUsage } from './forecast-usage.ts';
import { ownUsage } from './own-usage.ts';
import { queryUsage } from './query-usage.ts';
import { rebuildUsage } from './rebuild-usage.ts';
import { entryOf, payers, quotaOf, write } from './test-usage.ts';

const admin = systemCaller('test');
const hour = 3_600_000;

expect(databaseUrl).toContain('test_');

afterAll(async () => {
  await closeJobs();
  await closeEvents();
});

const useArbitrary = fc.record({
  user: fc.integer({ min: 0, max: 3 }),
  teams: fc.subarray([0, 1]),
  input: fc.integer({ min: 0, max: 1e6 }),
  output: fc.integer({ min: 0, max: 1e6 }),
  cost: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  kind: fc.constantFrom('live' as const, 'shadow' as const, 'playground' as const),
  /** Both sides of renewals, of changes to summer time and back. */
  at: fc.date({
    min: new Date('2026-03-25T00:00Z'),
    max: new Date('2026-04-05T00:00Z'),
    noInvalidDate: true,
  }),
  twice: fc.boolean(),
});

it('has counters and sums that are what the ledger says, whatever is written and in what order', async () => {
  const [users, teams] = [Array.from({ length: 4 }, newId), Array.from({ length: 2 }, newId)];
  for (const id of teams)
    await pool().query('INSERT INTO team (id, name, updated_at) VALUES ($1, $2, now())', [id, id]);
  const zones = ['Europe/Berlin', 'America/Havana', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
  let made = 0;
  for (const kind of ['user', 'team', 'endpoint'] as const) {
    for (const [index, measure] of (['requests', 'tokens', 'money'] as const).entries()) {
      for (const period of ['day', 'week', 'month'] as const) {
        const timeZone = zones[(made + index) % zones.length] ?? 'UTC';
        await saveQuota(
          admin,
          null,
          quotaOf({ subject: { kind, id: '*' }, measure, period, timeZone, warnShares: [50] }),
        );
        made += 1;
      }
    }
  }
  // Quotas count from the period they were made in; these entries are older.
  await pool().query(`UPDATE quota SET counted_from = '2026-01-01'`);
  const live = { requests: 0, cost: 0n };
  await fc.assert(
    fc.asyncProperty(fc.array(useArbitrary, { minLength: 1, maxLength: 30 }), async (uses) => {
      const settlements = uses.flatMap(({ user, teams: of, twice, ...use }) => {
        const who = payers({ userId: users[user] ?? null, teamIds: of.map((index) => teams[index] ?? '') });
        if (use.kind === 'live') {
          live.requests += 1;
          live.cost += use.cost;
        }
        const settlement = { entries: [entryOf(who, use)], reservation: null };
        return twice ? [settlement, settlement] : [settlement];
      });
      const half = Math.floor(settlements.length / 2);
      await Promise.all([write(settlements.slice(0, half)), write(settlements.slice(half))]);
      const rebuilt = await rebuildUsage(admin);
      expect(rebuilt.counters).toEqual([]);
      expect(rebuilt.series).toEqual([]);
    }),
    { numRuns: 15 },
  );
  const range = { from: '2026-03-01T00:00:00Z', to: '2026-05-01T00:00:00Z' };
  const report = await queryUsage(admin, usageQuerySchema.parse({ ...range, groupBy: 'user', limit: 2 }));
  expect(report.totals).toMatchObject({ requests: live.requests, cost: live.cost.toString() });
  expect(report.groups.at(-1)?.key).toBe('(others)');
  expect(report.groups.reduce((sum, group) => sum + BigInt(group.totals.cost), 0n)).toBe(live.cost);
  expect(report.points.reduce((sum, point) => sum + BigInt(point.cost), 0n)).toBe(live.cost);
}, 120_000);

it('finds and puts right what was changed by hand', async () => {
  const { rows } =
    await pool().query(`UPDATE quota_counter SET used = used + 7 WHERE (quota_id, subject, period_start) IN
    (SELECT quota_id, subject, period_start FROM quota_counter WHERE used > 0 LIMIT 1) RETURNING quota_id AS id`);
  await pool().query('DELETE FROM usage_quarter WHERE series IN (SELECT series FROM usage_quarter LIMIT 1)');
  const found = await rebuildUsage(admin);
  expect(found.counters.map(({ id }) => id)).toEqual([rows[0].id]);
  expect(found.series.length).toBeGreaterThan(0);
  expect(await rebuildUsage(admin)).toMatchObject({ counters: [], series: [] });
});

it('breaks down by team and token class, and exports it', async () => {
  const team = newId();
  await pool().query('INSERT INTO team (id, name, updated_at) VALUES ($1, $2, now())', [
    team,
    `=Team ${team}`,
  ]);
  const at = new Date('2025-06-10T12:07:00Z');
  const who = payers({ teamIds: [team] });
  await write([
    { entries: [entryOf(who, { input: 5, output: 7, cost: 30n, at })], reservation: null },
    {
      entries: [entryOf(payers(), { input: 100, cost: 1n, at: new Date(at.getTime() + 2 * hour) })],
      reservation: null,
    },
  ]);
  const range = { from: '2025-06-10T00:00:00Z', to: '2025-06-11T00:00:00Z', bucket: 'hour' };
  const teams = await queryUsage(admin, usageQuerySchema.parse({ ...range, groupBy: 'team' }));
  expect(teams.groups.map(({ key, name, totals }) => [key, name, totals.tokens])).toEqual([
    [team, `=Team ${team}`, 12],
    ['', '', 100],
  ]);
  expect(teams.points.map((point) => point.at)).toEqual([
    '2025-06-10T12:00:00.000Z',
    '2025-06-10T14:00:00.000Z',
  ]);
  const classes = await queryUsage(admin, usageQuerySchema.parse({ ...range, groupBy: 'token-class', team }));
  expect(classes.groups.map(({ key, totals }) => [key, totals.tokens])).toContainEqual(['output', 7]);
  const csv = await exportUsage(admin, usageExportQuerySchema.parse({ ...range, groupBy: 'team' }));
  expect(csv.split('\n')).toContain('2025-06-10T14:00:00.000Z,,,1,100,0,0,0,0,100,1');
  expect(csv).toContain(`'=Team ${team}`);
});

it('forecasts the running month, and tells people what they have left', async () => {
  const who = payers();
  await write([{ entries: [entryOf(who, { input: 40, cost: 9n })], reservation: null }]);
  const outlook = await forecastUsage(admin, {
    period: 'month',
    timeZone: 'Europe/Berlin',
    user: who.userId ?? '',
  });
  expect(outlook.money.used).toBe('9');
  expect(BigInt(outlook.money.expected)).toBeGreaterThanOrEqual(9n);
  const last = outlook.days.at(-1);
  expect(new Date(outlook.periodEnd).getTime() - new Date(last?.at ?? 0).getTime()).toBeLessThanOrEqual(
    26 * hour,
  );
  const key = {
    kind: 'api-key',
    id: newId(),
    name: 'script',
    ownerId: who.userId ?? '',
    address: null,
  } as const;
  const own = await ownUsage({ ...key, teams: [], access: new Map(), endpoints: null }, 'desk');
  expect(own.month.input).toBe(40);
  expect(own.quotas.map(({ of }) => of.kind)).not.toContain('endpoint');
  const requests = own.quotas.find(({ measure, period }) => measure === 'requests' && period === 'month');
  expect(requests).toMatchObject({ used: '1', left: '99', amount: '100' });
});
