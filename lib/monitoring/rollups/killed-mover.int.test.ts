import '../../../e2e/support/test-database.ts';
import { expect, it } from 'vitest';
import { killedAfter } from '../../../e2e/support/killed-processes.ts';
import { recordInference } from '../../inference/index.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { readMetric } from '../read-metric.ts';
import { metricQuerySchema } from '../schemas.ts';
import { base, toRecord } from '../test-requests.ts';
import { levels } from './levels.ts';
import { moveLive } from './move-live.ts';

/** Runs until it has moved something so many times, then dies at once. */
const moverKilledAfter = (moves: number) =>
  killedAfter(moves, 'mover-process.ts', [], (line) => line !== '0');

it('movers that are killed, two at once, lose nothing and count nothing twice', {
  timeout: 60_000,
}, async () => {
  const endpoint = `ep-${newId().slice(-12)}`;
  let written = 0;
  let under = true;
  const write = async () => {
    while (under) {
      await recordInference(
        toRecord(endpoint, { ...base, minutesAgo: written % 5, totalMs: 1 + (written % 300) }),
      );
      written += 1;
    }
  };
  const writing = write();
  for (const moves of [1, 3]) await Promise.all([moverKilledAfter(moves), moverKilledAfter(moves + 1)]);
  under = false;
  await writing;
  const counted = async () => {
    const query = metricQuerySchema.parse({
      metric: 'latency',
      aggregation: 'count',
      endpoint,
      step: 0,
      from: new Date(Date.now() - 86_400_000).toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
    });
    return (await readMetric(query)).total.value;
  };
  expect(await counted()).toBe(written);
  // A server whose process is gone may still hold the lock for a moment.
  const left = async () => {
    await moveLive();
    return (await pool().query('SELECT FROM metric_live')).rowCount;
  };
  await expect.poll(left).toBe(0);
  expect(await counted()).toBe(written);
  const perLevel = await pool().query(
    `SELECT seconds, sum(requests)::int AS requests FROM (
       SELECT 60 AS seconds, requests, series FROM metric_minute
       UNION ALL SELECT seconds, requests, series FROM metric_period) r
     JOIN metric_series s ON s.id = r.series WHERE endpoint_name = $1 GROUP BY 1 ORDER BY 1`,
    [endpoint],
  );
  expect(perLevel.rows).toEqual(levels.map(({ seconds }) => ({ seconds, requests: written })));
});
