import '../../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { pgTransaction, pool } from '../../platform/db.ts';
import { inSnapshot } from './read-store.ts';
import { seriesNumbers } from './series-store.ts';

it('a reading that takes too long is stopped, and says what to do', async () => {
  const reading = inSnapshot((client) => client.query('SELECT pg_sleep(30)'), 50);
  await expect(reading).rejects.toThrow(/shorter time range/);
  const { rows } = await inSnapshot((client) =>
    client.query("SELECT current_setting('transaction_isolation') AS isolation"),
  );
  expect(rows).toEqual([{ isolation: 'repeatable read' }]);
  expect((await pool().query('SHOW work_mem')).rows).not.toEqual([{ work_mem: '32MB' }]);
});

it('transactions that take all connections number series that exist without another one', async () => {
  const keys = Array.from({ length: pool().options.max }, (_, index) => ({
    endpoint_name: `busy ${index}`,
    config_number: 1,
    arm: 'main',
    traffic: 'live',
    model_name: 'guide',
    model_version: 1,
  }));
  // Counted by another process, so unknown to this one.
  for (const { endpoint_name } of keys)
    await pool().query(
      `INSERT INTO metric_series (endpoint_name, config_number, arm, traffic, model_name, model_version)
       VALUES ($1, 1, 'main', 'live', 'guide', 1)`,
      [endpoint_name],
    );
  let waiting = 0;
  const all = Promise.withResolvers<void>();
  const numbers = keys.map((key) =>
    pgTransaction(async (client) => {
      waiting += 1;
      if (waiting === keys.length) all.resolve();
      await all.promise;
      return seriesNumbers([key], client);
    }),
  );
  expect(new Set((await Promise.all(numbers)).flat()).size).toBe(keys.length);
});
