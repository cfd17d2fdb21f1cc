import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { systemCaller } from '../../access/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import {
  accountOf,
  entryOf,
  moveDatabaseClock,
  payers,
  quotaOf,
  settle,
  write,
} from '../ledger/test-usage.ts';
import type { SaveQuota } from '../quota-schemas.ts';
import { deleteQuota } from './delete-quota.ts';
import { giveEverythingBack } from './holdings.ts';
import type { Payers } from './known-quotas.ts';
import { raiseQuota } from './raise-quota.ts';
import { type Amounts, type Reservation, reserve } from './reserve.ts';
import { saveQuota } from './save-quota.ts';

const admin = systemCaller('test');
const one: Amounts = { requests: 1n, tokens: 0n, money: 0n };
const tokens = (count: number): Amounts => ({ requests: 1n, tokens: BigInt(count), money: 0n });
const ask = (who: Payers, amounts: Amounts = one) => reserve(who, () => amounts);

async function quota(change: Partial<SaveQuota> = {}) {
  return saveQuota(admin, null, quotaOf(change));
}

/** Those that were let in. */
async function admitted(attempts: readonly Promise<Reservation>[]): Promise<Reservation[]> {
  const outcomes = await Promise.allSettled(attempts);
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ reason: 'quota_exceeded' });
  }
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

expect(databaseUrl).toContain('test_');

beforeEach(async () => {
  await giveEverythingBack();
  await pool().query('DELETE FROM quota');
  await moveDatabaseClock('0');
});

afterEach(() => moveDatabaseClock('0'));

afterAll(async () => {
  await giveEverythingBack();
  await closeJobs();
  await closeEvents();
});

describe('reserve', () => {
  it('lets everything in, and asks for no estimate, while there is no quota', async () => {
    const reservation = await reserve(payers(), () => {
      throw new Error('There was no need to estimate.');
    });
    expect(reservation.charge(newId(), one)).toEqual([]);
  });

  it('lets in exactly the amount under 200 parallel calls, of which some are not made after all', async () => {
    const { id } = await quota({ amount: '120' });
    const who = payers();
    const first = await admitted(Array.from({ length: 200 }, () => ask(who)));
    expect(first).toHaveLength(120);
    for (const reservation of first.slice(0, 20)) reservation.release();
    await Promise.all(first.slice(20).map((reservation) => settle(who, reservation)));
    const second = await admitted(Array.from({ length: 200 }, () => ask(who)));
    expect(second).toHaveLength(20);
    await Promise.all(second.map((reservation) => settle(who, reservation)));
    expect((await accountOf(id, who.userId)).used).toBe(120);
  });

  it('says which quota, what is left and when it renews', async () => {
    const team = newId();
    await pool().query('INSERT INTO team (id, name, updated_at) VALUES ($1, $2, now())', [
      team,
      `Search ${team}`,
    ]);
    await quota({ subject: { kind: 'team', id: team }, measure: 'tokens', amount: '1000', period: 'day' });
    const who = payers({ teamIds: [team] });
    await settle(who, await ask(who, tokens(400)), { input: 300, output: 50 });
    const refused = ask(who, tokens(700));
    await expect(refused).rejects.toMatchObject({
      status: 429,
      reason: 'quota_exceeded',
      message: expect.stringMatching(
        new RegExp(
          `your team "Search ${team}", 1,000 tokens a day, has 650 tokens left, and this request may need 700 tokens. ` +
            'It renews on \\d+ \\w+ \\d{4}, 00:00 \\(Europe/Berlin\\)',
        ),
      ),
    });
    await expect(ask(who, tokens(650))).resolves.toBeDefined();
  });

  it('allows nothing with a quota of zero', async () => {
    await quota({ amount: '0', measure: 'requests' });
    await expect(ask(payers())).rejects.toMatchObject({ reason: 'quota_exceeded' });
  });

  it('takes nothing from one quota when another refuses', async () => {
    const wide = await quota({ amount: '1000', subject: { kind: 'endpoint', id: '*' } });
    await quota({ amount: '0' });
    await expect(ask(payers())).rejects.toMatchObject({ reason: 'quota_exceeded' });
    await quota({ amount: '5', subject: { kind: 'key', id: '*' } });
    const keyed = payers({ userId: null, keyId: newId(), endpoint: 'desk-2' });
    expect(await admitted(Array.from({ length: 10 }, () => ask(keyed)))).toHaveLength(5);
    await giveEverythingBack();
    const everybody = await admitted(
      Array.from({ length: 1005 }, () => ask(payers({ userId: null, endpoint: 'desk-2' }))),
    );
    expect(everybody).toHaveLength(1000);
    expect((await accountOf(wide.id, 'desk-2')).used).toBe(0);
  });

  it("has somebody's own quota stand in for everybody's", async () => {
    const ada = newId();
    await pool().query(
      `INSERT INTO "user" (id, email, name, password_hash, updated_at) VALUES ($1, $2, 'Ada', 'x', now())`,
      [ada, `${ada}@example.com`],
    );
    await quota({ amount: '2' });
    await quota({ amount: '7', subject: { kind: 'user', id: ada } });
    expect(await admitted(Array.from({ length: 9 }, () => ask(payers({ userId: ada }))))).toHaveLength(7);
    const other = payers();
    expect(await admitted(Array.from({ length: 9 }, () => ask(other)))).toHaveLength(2);
  });

  it('gives back what was reserved and not used, and counts what was used beyond it', async () => {
    const { id } = await quota({ measure: 'tokens', amount: '1000' });
    const who = payers();
    await settle(who, await ask(who, tokens(900)), { input: 10, output: 20 });
    const second = await ask(who, tokens(970));
    await settle(who, second, { input: 900, output: 100 });
    expect((await accountOf(id, who.userId)).used).toBe(1030);
    await expect(ask(who, tokens(1))).rejects.toMatchObject({ reason: 'quota_exceeded' });
  });

  it('settles a request once, whatever is written twice', async () => {
    const { id } = await quota({ amount: '10' });
    const who = payers();
    const reservation = await ask(who);
    const settlement = { entries: [entryOf(who, { at: reservation.at })], reservation };
    await write([settlement]);
    await write([settlement, settlement]);
    reservation.settled();
    reservation.settled();
    reservation.release();
    const { used, held } = await accountOf(id, who.userId);
    expect(used).toBe(1);
    expect(used + held).toBeLessThanOrEqual(10);
    expect(await admitted(Array.from({ length: 20 }, () => ask(who)))).toHaveLength(9);
  });

  it('counts what was used before the quota was made, and forgets it with another period', async () => {
    const who = payers();
    await write([
      { entries: [entryOf(who), entryOf(who), entryOf(who, { kind: 'shadow' })], reservation: null },
    ]);
    const made = await quota({ amount: '5' });
    expect(await admitted(Array.from({ length: 9 }, () => ask(who)))).toHaveLength(3);
    await saveQuota(admin, made.id, {
      ...quotaOf({ amount: '5', measure: 'tokens' }),
      revision: made.revision,
    });
    expect((await accountOf(made.id, who.userId)).used).toBe(0);
  });

  it('misses no entry that is written while a quota is made', async () => {
    const who = payers();
    let going = true;
    const writing = async () => {
      while (going) await write([{ entries: [entryOf(who)], reservation: null }]);
    };
    const writers = [writing(), writing()];
    const made = [];
    for (const period of ['day', 'week', 'month'] as const)
      made.push(await quota({ period, amount: '100000' }));
    going = false;
    await Promise.all(writers);
    const { rows } = await pool().query('SELECT count(*)::int AS count FROM usage_entry WHERE user_id = $1', [
      who.userId,
    ]);
    for (const { id } of made) {
      const counted = await pool().query(
        'SELECT used::int FROM quota_counter WHERE quota_id = $1 AND subject = $2',
        [id, who.userId],
      );
      expect(counted.rows[0]?.used).toBe(rows[0].count);
    }
  });

  it('starts afresh when the database clock jumps over a renewal, and ends a raise at its time', async () => {
    const made = await quota({ amount: '2', period: 'day' });
    const who = payers();
    expect(await admitted(Array.from({ length: 5 }, () => ask(who)))).toHaveLength(2);
    await moveDatabaseClock('1 day');
    await giveEverythingBack();
    const next = await admitted(Array.from({ length: 5 }, () => ask(who)));
    expect(next).toHaveLength(2);
    for (const reservation of next) await settle(who, reservation);
    const { rows } = await pool().query(
      'SELECT used::int FROM quota_counter WHERE quota_id = $1 AND subject = $2 ORDER BY period_start',
      [made.id, who.userId],
    );
    expect(rows.map(({ used }) => used)).toEqual([0, 2]);
    const until = new Date(Date.now() + 86_400_000 + 60_000).toISOString();
    await raiseQuota(admin, made.id, { amount: '3', until, reason: 'launch day' });
    expect(await admitted(Array.from({ length: 9 }, () => ask(who)))).toHaveLength(3);
    await giveEverythingBack();
    await moveDatabaseClock('1 day 2 minutes');
    await expect(ask(who)).rejects.toMatchObject({ reason: 'quota_exceeded' });
  });

  it('frees the slice of a process that died when it expires, and not before', async () => {
    const { id } = await quota({ amount: '10' });
    const who = payers();
    await pool().query(
      `INSERT INTO quota_lease (id, quota_id, subject, period_start, process_id, amount, expires_at)
       SELECT $1, q.id, $2, quota_period_start(quota_now(), q.period, q.time_zone), $3, 8, quota_now() + interval '1 minute'
       FROM quota q WHERE q.id = $4`,
      [newId(), who.userId, newId(), id],
    );
    expect(await admitted(Array.from({ length: 5 }, () => ask(who)))).toHaveLength(2);
    await moveDatabaseClock('2 minutes');
    await giveEverythingBack();
    expect(await admitted(Array.from({ length: 15 }, () => ask(who)))).toHaveLength(10);
  });

  it('refuses counts that are none', async () => {
    const who = payers();
    for (const input of [-1, Number.NaN, 1.5, Number.POSITIVE_INFINITY, 2 ** 60]) {
      await expect(write([{ entries: [entryOf(who, { input })], reservation: null }])).rejects.toThrow(
        RangeError,
      );
    }
    await expect(write([{ entries: [entryOf(who, { cost: -1n })], reservation: null }])).rejects.toThrow(
      RangeError,
    );
  });

  it('lets a quota go while answers are under way', async () => {
    const made = await quota({ amount: '10' });
    const who = payers();
    const reservation = await ask(who);
    await deleteQuota(admin, made.id, made.revision);
    await settle(who, reservation);
    expect((await admitted(Array.from({ length: 30 }, () => ask(who)))).length).toBe(30);
  });
});

it('keeps the ledger as it was written', async () => {
  const who = payers();
  await write([{ entries: [entryOf(who)], reservation: null }]);
  await expect(pool().query('UPDATE usage_entry SET cost = 0')).rejects.toThrow(/never changed/);
  await expect(pool().query('DELETE FROM usage_entry')).rejects.toThrow(/never changed/);
  await expect(pool().query('TRUNCATE usage_entry')).rejects.toThrow(/never changed/);
});
