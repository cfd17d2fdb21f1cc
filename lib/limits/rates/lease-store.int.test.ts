import '../../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { LeaseModel } from './lease-model.ts';
import { leaseRates } from './lease-store.ts';

async function setClock(ms: number): Promise<void> {
  await pool().query(
    `CREATE OR REPLACE FUNCTION slipway_clock() RETURNS timestamptz LANGUAGE sql AS 'SELECT to_timestamp(${ms / 1000})'`,
  );
}

async function addRule(limit: number): Promise<string> {
  const id = newId();
  await pool().query(
    `INSERT INTO rate_rule (id, subject_kind, subject, unit, "window", "limit", updated_at)
     VALUES ($1, 'tag', $2, 'requests', 'second', $3, now())`,
    [id, id, limit],
  );
  return id;
}

const units = fc.nat(8);
const ask = fc.record({
  used: units,
  returned: units,
  owed: units,
  needed: units,
  least: fc.nat(3),
  extra: fc.nat(30),
  kept: units,
  ahead: fc.nat(30),
  aheadReturned: units,
  recall: fc.boolean(),
  // Of the window: the last one told, an earlier one, or none.
  window: fc.constantFrom('last', 'last', 'earlier', 'none'),
  vouched: fc.boolean(),
  /** What the clock does before it, mostly little. */
  pass: fc.oneof(
    { weight: 5, arbitrary: fc.nat(600) },
    { weight: 1, arbitrary: fc.integer({ min: -9000, max: 9000 }) },
  ),
  limit: fc.option(fc.nat(40), { freq: 8 }),
});

test('the database does what the model says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.array(ask, { minLength: 1, maxLength: 15 }), async (limit, asks) => {
      const model = new LeaseModel({ clock: 1_700_000_000_000, limit, lengthMs: 1000 });
      const rule = await addRule(limit);
      let last: number | null = null;
      for (const { window, pass, limit: changed, vouched, ...rest } of asks) {
        model.clock += pass;
        await setClock(model.clock);
        if (changed !== null) {
          model.limit = changed;
          await pool().query('UPDATE rate_rule SET "limit" = $2 WHERE id = $1', [rule, changed]);
        }
        const number: number | null =
          window === 'none' || last === null ? null : window === 'last' ? last : last - 1;
        const asked = { rule, subject: 's', number, vouched: vouched && number !== null, ...rest };
        const expected = model.lease(asked);
        const [reply] = await leaseRates([asked]);
        expect(reply).toEqual({ ...expected, leftMs: expect.closeTo(expected.leftMs, 0) });
        last = expected.number;
      }
    }),
    { numRuns: 40 },
  );
});
