import '../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { pool } from '../platform/db.ts';
import { dropOldMetrics } from './drop-old-metrics.ts';
import { ensureMetricPartitions } from './ensure-partitions.ts';
import { writeGauges } from './gauges/write-gauges.ts';

const dayMs = 86_400_000;
const gauge = { metric: 'process_cpu', endpoint: '', subject: 'p', value: 1 } as const;

const partitionsOf = async (table: string) => {
  const { rows } = await pool().query<{ name: string }>(
    'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = $1::regclass ORDER BY 1',
    [table],
  );
  return rows.map(({ name }) => name);
};

it('partitions are made ahead, once, and take over what came before them', async () => {
  const tomorrow = new Date(Date.now() + dayMs);
  await writeGauges([{ ...gauge, at: tomorrow }]);
  await Promise.all([ensureMetricPartitions(), ensureMetricPartitions()]);
  await ensureMetricPartitions();
  expect(await partitionsOf('metric_gauge')).toHaveLength(10);
  expect(await partitionsOf('metric_minute')).toHaveLength(10);
  const { rows } = await pool().query('SELECT tableoid::regclass::text AS name FROM metric_gauge');
  expect(rows).toEqual([{ name: `metric_gauge_${tomorrow.toISOString().slice(0, 10).replaceAll('-', '')}` }]);
});

it('what is no longer kept goes, in partitions and beside them', async () => {
  await writeGauges([{ ...gauge, at: new Date(Date.now() - 200 * dayMs) }]);
  const insert = 'INSERT INTO metric_period (seconds, start, series, requests) VALUES ($1, $2, 1, 1)';
  for (const [seconds, daysAgo] of [
    [300, 20],
    [300, 2],
    [1800, 20],
    [86_400, 390],
    [86_400, 420],
  ]) {
    await pool().query(insert, [seconds, new Date(Date.now() - (daysAgo ?? 0) * dayMs)]);
  }
  await dropOldMetrics(new Date());
  const left = await pool().query(
    'SELECT seconds, count(*)::int AS rows FROM metric_period GROUP BY 1 ORDER BY 1',
  );
  expect(left.rows).toEqual([
    { seconds: 300, rows: 1 },
    { seconds: 1800, rows: 1 },
    { seconds: 86_400, rows: 1 },
  ]);
  expect(
    (await pool().query("SELECT FROM metric_gauge WHERE at < now() - interval '100 days'")).rowCount,
  ).toBe(0);
  await dropOldMetrics(new Date(Date.now() + 5 * dayMs));
  expect((await partitionsOf('metric_minute')).length).toBeLessThan(10);
});
