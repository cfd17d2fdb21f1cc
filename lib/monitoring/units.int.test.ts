import '../../e2e/support/test-database.ts';
import { describe, expect, it } from 'vitest';
import { recordInference } from '../inference/index.ts';
import { pool, transaction } from '../platform/db.ts';
import { dropEndedUnits } from './drop-ended-units.ts';
import { forgetUnitsIn } from './forget-units.ts';
import { base, makeEndpoint, split, toRecord } from './test-requests.ts';

describe('units', () => {
  it('are forgotten 30 days after their configuration ended, and stay counted', async () => {
    const name = await makeEndpoint('production', [
      { daysAgo: 100, body: split(50) },
      { daysAgo: 31, body: split(50) },
      { daysAgo: 29, body: split(50) },
    ]);
    for (const config of [1, 2, 3]) await recordInference(toRecord(name, { ...base, config }));
    const left = async () => {
      const result = await pool().query<{ config: number }>(
        'SELECT config_number AS config FROM arm_unit WHERE endpoint_name = $1 ORDER BY 1',
        [name],
      );
      return result.rows.map(({ config }) => config);
    };
    expect(await left()).toEqual([1, 2, 3]);
    await dropEndedUnits(new Date(), AbortSignal.timeout(60_000));
    expect(await left()).toEqual([2, 3]);
    const counted = await pool().query(
      'SELECT sum(units)::int AS units FROM metric_by_minute WHERE endpoint_name = $1 AND config_number = 1',
      [name],
    );
    expect(counted.rows[0]?.units).toBe(1);
  });

  it('are forgotten with their endpoint', async () => {
    const [gone, other] = await Promise.all(
      [0, 1].map(() => makeEndpoint('production', [{ daysAgo: 1, body: split(50) }])),
    );
    for (const name of [gone ?? '', other ?? '']) await recordInference(toRecord(name, base));
    await transaction((tx) => forgetUnitsIn(tx, gone ?? ''));
    const left = await pool().query('SELECT endpoint_name FROM arm_unit WHERE endpoint_name = ANY($1)', [
      [gone, other],
    ]);
    expect(left.rows).toEqual([{ endpoint_name: other }]);
  });
});
