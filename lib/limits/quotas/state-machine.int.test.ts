/** Reservations against a model that knows nothing of slices: what is used and reserved never exceeds the amount. */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { databaseUrl } from '../../../e2e/support/test-database.ts';
import { systemCaller } from '../../access/index.ts';
import { closeJobs } from '../../jobs/index.ts';
import { pool } from '../../platform/db.ts';
import { closeEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { rebuildUsage } from '../ledger/rebuild-usage.ts';
import { accountOf, moveDatabaseClock, payers, quotaOf, settle } from '../ledger/test-usage.ts';
import { giveEverythingBack, holdingOf, renewHoldings } from './holdings.ts';
import { type Reservation, reserve } from './reserve.ts';
import { saveQuota } from './save-quota.ts';

const admin = systemCaller('test');

expect(databaseUrl).toContain('test_');

afterAll(async () => {
  await giveEverythingBack();
  await closeJobs();
  await closeEvents();
});

type Step =
  | { do: 'reserve'; tokens: number }
  | { do: 'settle'; which: number; share: number }
  | { do: 'release' | 'settle twice'; which: number }
  | { do: 'raise'; tokens: number }
  | { do: 'recall' | 'renew' }
  | { do: 'other process'; tokens: number }
  | { do: 'expire' };

const tokens = fc.integer({ min: 1, max: 400 });
const which = fc.nat({ max: 50 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('reserve' as const), tokens }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      which,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  fc.record({ do: fc.constantFrom('release' as const, 'settle twice' as const), which }),
  fc.record({ do: fc.constant('raise' as const), tokens }),
  fc.record({ do: fc.constantFrom('recall' as const, 'renew' as const) }),
  fc.record({ do: fc.constant('other process' as const), tokens }),
  fc.record({ do: fc.constant('expire' as const) }),
);

interface Open {
  reservation: Reservation;
  tokens: number;
}

it('admits exactly what fits, whatever happens in which order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      await giveEverythingBack();
      await pool().query('DELETE FROM quota');
      await moveDatabaseClock('0');
      const who = payers();
      const { id } = await saveQuota(admin, null, quotaOf({ measure: 'tokens', amount: '1000' }));
      const model = { amount: 1000, used: 0, foreign: 0, open: [] as Open[] };
      const reserved = () => model.open.reduce((sum, open) => sum + open.tokens, 0);
      const take = (index: number) => model.open.splice(index % Math.max(1, model.open.length), 1)[0];
      for (const one of steps) {
        switch (one.do) {
          case 'reserve': {
            const fits = model.used + reserved() + model.foreign + one.tokens <= model.amount;
            const reservation = await reserve(who, () => ({
              requests: 1n,
              tokens: BigInt(one.tokens),
              money: 0n,
            })).catch(() => null);
            expect(reservation !== null).toBe(fits);
            if (reservation !== null) model.open.push({ reservation, tokens: one.tokens });
            break;
          }
          case 'settle':
          case 'settle twice': {
            const open = take(one.which);
            if (open === undefined) break;
            const output = Math.floor(open.tokens * ('share' in one ? one.share : 1));
            await settle(who, open.reservation, { output });
            open.reservation.settled();
            open.reservation.release();
            model.used += output;
            break;
          }
          case 'release':
            take(one.which)?.reservation.release();
            break;
          case 'raise':
            // Written by hand: the announcement would come at any time, and the model has no time.
            await pool().query(
              `INSERT INTO quota_raise (id, quota_id, amount, until, reason, by_name) VALUES ($1, $2, $3, now() + interval '1 day', 'x', 'x')`,
              [newId(), id, one.tokens],
            );
            model.amount += one.tokens;
            holdingOf(id, who.userId ?? '').recalled();
            break;
          case 'recall':
            holdingOf(id, who.userId ?? '').recalled();
            break;
          case 'renew':
            await renewHoldings();
            break;
          case 'other process': {
            // Whatever it holds is taken from what nobody holds.
            holdingOf(id, who.userId ?? '').recalled();
            await settledInDatabase(id, who.userId, reserved());
            const free = Math.min(one.tokens, model.amount - model.used - reserved() - model.foreign);
            if (free > 0) await holdElsewhere(id, who.userId ?? '', free);
            model.foreign += Math.max(0, free);
            break;
          }
          case 'expire':
            // Those of the process that died; this one renews its own.
            await pool().query(
              `UPDATE quota_lease SET expires_at = now() - interval '1 s' WHERE process_id = $1`,
              [dead],
            );
            model.foreign = 0;
            holdingOf(id, who.userId ?? '').recalled();
            break;
        }
        expect(model.used + reserved() + model.foreign).toBeLessThanOrEqual(model.amount);
        const { used } = await accountOf(id, who.userId);
        expect(used).toBe(model.used);
      }
      const rebuilt = await rebuildUsage(admin);
      expect([rebuilt.counters, rebuilt.series]).toEqual([[], []]);
      for (const { reservation } of model.open) reservation.release();
    }),
    { numRuns: 25 },
  );
}, 240_000);

const dead = newId();

async function holdElsewhere(quotaId: string, subject: string, amount: number): Promise<void> {
  await pool().query(
    `INSERT INTO quota_lease (id, quota_id, subject, period_start, process_id, amount, expires_at)
     SELECT $1, q.id, $2, quota_period_start(quota_now(), q.period, q.time_zone), $3, $4, quota_now() + interval '1 minute'
     FROM quota q WHERE q.id = $5`,
    [newId(), subject, dead, amount, quotaId],
  );
}

/** Until what this process gave back has reached the database. */
async function settledInDatabase(quotaId: string, subject: string | null, reserved: number): Promise<void> {
  await expect
    .poll(async () => {
      const { rows } = await pool().query<{ held: string }>(
        `SELECT coalesce(sum(amount), 0) AS held FROM quota_lease
         WHERE quota_id = $1 AND subject = $2 AND process_id <> $3`,
        [quotaId, subject, dead],
      );
      return Number(rows[0]?.held);
    })
    .toBe(reserved);
}
