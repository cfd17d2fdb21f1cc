import '../../../e2e/support/test-database.ts';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { giveFeedback, type InferenceRecord, recordInference } from '../../inference/index.ts';
import { feedbackInputSchema } from '../../inference/schemas.ts';
import { pool } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { readMetric } from '../read-metric.ts';
import { rebuildMetrics } from '../rebuild-metrics.ts';
import { type MetricQuery, metricQuerySchema } from '../schemas.ts';
import { admin, base, toRecord } from '../test-requests.ts';
import { moveLive } from './move-live.ts';
import { type RandomRequest, randomRequest, recordOf } from './test-rows.ts';

const dayMs = 86_400_000;

function query(endpoint: string, asked: Partial<MetricQuery>): MetricQuery {
  return metricQuerySchema.parse({
    endpoint,
    from: new Date(Date.now() - 60 * dayMs).toISOString(),
    to: new Date(Date.now() + 600_000).toISOString(),
    step: 0,
    ...asked,
  });
}

/** Some metrics of each kind, from the rollups. */
async function counted(endpoint: string) {
  const total = async (asked: Partial<MetricQuery>) => (await readMetric(query(endpoint, asked))).total;
  const languages = await readMetric(
    query(endpoint, { metric: 'languages', aggregation: 'sum', groupBy: 'subject' }),
  );
  return {
    requests: (await total({ metric: 'requests', aggregation: 'sum' })).value,
    cost: (await total({ metric: 'cost', aggregation: 'sum' })).value,
    errorRate: (await total({ metric: 'error_rate', aggregation: 'value' })).value,
    thumbs: await total({ metric: 'satisfaction', aggregation: 'value' }),
    reasons: (await total({ metric: 'feedback_reasons', aggregation: 'sum' })).value,
    p50: await total({ metric: 'latency', aggregation: 'p50' }),
    p99: await total({ metric: 'latency', aggregation: 'p99' }),
    mean: (await total({ metric: 'latency', aggregation: 'mean' })).value,
    errors: (await total({ metric: 'errors_by_kind', aggregation: 'sum' })).value,
    languages: Object.fromEntries(languages.groups.map(({ key, value }) => [key, value])),
  };
}

type Counted = Awaited<ReturnType<typeof counted>>;

/** The same from the rows, exactly. */
async function recomputed(endpoint: string) {
  const { rows } = await pool().query(
    `SELECT count(*)::int AS requests, coalesce(sum(cost), 0)::float AS cost,
       count(*) FILTER (WHERE status = 'error')::float / nullif(count(*) FILTER (WHERE status <> 'refused'), 0) AS "errorRate",
       count(*) FILTER (WHERE status <> 'refused')::int AS measured,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY total_ms) FILTER (WHERE status <> 'refused') AS p50,
       percentile_cont(0.99) WITHIN GROUP (ORDER BY total_ms) FILTER (WHERE status <> 'refused') AS p99,
       avg(total_ms) FILTER (WHERE status <> 'refused') AS mean,
       count(*) FILTER (WHERE status IN ('error', 'refused'))::int AS errors,
       count(*) FILTER (WHERE thumb = 'up')::int AS up, count(thumb)::int AS thumbs,
       coalesce(sum(cardinality(reasons)), 0)::int AS reasons
     FROM inference i LEFT JOIN feedback f ON f.inference_id = i.id
     WHERE endpoint_name = $1 AND traffic = 'live'`,
    [endpoint],
  );
  const languages = await pool().query(
    `SELECT language, count(*)::int AS count FROM inference
     WHERE endpoint_name = $1 AND traffic = 'live' AND language IS NOT NULL AND status <> 'refused' GROUP BY 1`,
    [endpoint],
  );
  return {
    ...rows[0],
    languages: Object.fromEntries(languages.rows.map(({ language, count }) => [language, count])),
  };
}

function expectEqual(read: Counted, exact: Awaited<ReturnType<typeof recomputed>>): void {
  const { requests, cost, errorRate, languages, errors, reasons } = exact;
  expect(read).toMatchObject({ requests, cost, languages, errors, reasons });
  expect(read.errorRate ?? -1).toBeCloseTo(errorRate ?? -1, 9);
  expect(read.thumbs).toEqual({
    value: exact.thumbs === 0 ? null : exact.up / exact.thumbs,
    count: exact.thumbs,
  });
  expect(read.p50.count).toBe(exact.measured);
  if (exact.measured === 0) return;
  for (const name of ['p50', 'p99'] as const) {
    const off = Math.abs((read[name].value ?? Number.NaN) - exact[name]);
    expect(off).toBeLessThanOrEqual(exact[name] * (0.01 + 1e-9) + 2e-9);
  }
  expect(Math.abs((read.mean ?? Number.NaN) - exact.mean)).toBeLessThanOrEqual(0.001);
}

type Step =
  | { do: 'write'; requests: RandomRequest[] }
  | { do: 'rate'; which: number; thumb: 'up' | 'down' }
  | { do: 'move' }
  | { do: 'rebuild'; daysAgo: number }
  | { do: 'read' };

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('write' as const),
        requests: fc.array(randomRequest, { maxLength: 8 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('rate' as const),
        which: fc.nat(),
        thumb: fc.constantFrom('up', 'down'),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'move' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('rebuild' as const), daysAgo: fc.constantFrom(0, 1, 6) }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'read' as const }) },
  ),
  { minLength: 3, maxLength: 20 },
);

async function rate(record: InferenceRecord | undefined, thumb: 'up' | 'down') {
  if (record === undefined || record.traffic === 'shadow') return;
  const input = { thumb, reasons: thumb === 'down' ? ['outdated', 'made_up'] : [] };
  await giveFeedback(admin, record.requestId, feedbackInputSchema.parse(input));
}

async function rebuild(daysAgo: number): Promise<void> {
  const day = new Date(Date.now() - daysAgo * dayMs);
  for await (const { refused } of rebuildMetrics(day, day, { shrink: false })) expect(refused).toBe(false);
}

/** A second writer, as another replica is: a module instance of its own. */
async function otherWriter(): Promise<typeof recordInference> {
  vi.resetModules();
  return (await import('../../inference/index.ts')).recordInference;
}

describe('the rollups', () => {
  it('equal the rows whatever is written, rated, moved, rebuilt and read in whichever order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (sequence: Step[]) => {
        const endpoint = `ep-${newId().slice(-12)}`;
        const written: InferenceRecord[] = [];
        for (const step of sequence) {
          if (step.do === 'write') {
            const records = step.requests.map((request) => recordOf(endpoint, request));
            await Promise.all(records.map((record) => recordInference(record)));
            written.push(...records);
          } else if (step.do === 'rate') await rate(written[step.which % written.length], step.thumb);
          else if (step.do === 'move') await moveLive();
          else if (step.do === 'rebuild') await rebuild(step.daysAgo);
          else expectEqual(await counted(endpoint), await recomputed(endpoint));
        }
        expectEqual(await counted(endpoint), await recomputed(endpoint));
      }),
      { numRuns: 20 },
    );
  });

  it('never show a request twice or not at all while writers, movers and a rebuild run at once', async () => {
    const endpoint = `ep-${newId().slice(-12)}`;
    const writers = [recordInference, await otherWriter()];
    let acknowledged = 0;
    let under = true;
    const write = async (record: typeof recordInference) => {
      for (let round = 0; round < 40; round++) {
        const minutesAgo = round % 7;
        await Promise.all([0, 1, 2].map((unit) => record(toRecord(endpoint, { ...base, unit, minutesAgo }))));
        acknowledged += 3;
      }
    };
    const move = async () => {
      while (under) await moveLive();
    };
    const readings: [least: number, read: number, most: number][] = [];
    const read = async () => {
      while (under) {
        const least = acknowledged;
        const { total, groups } = await readMetric(
          query(endpoint, { metric: 'requests', aggregation: 'sum', groupBy: 'arm' }),
        );
        const latencies = await readMetric(query(endpoint, { metric: 'latency', aggregation: 'count' }));
        // Those under way may be committed, but not yet acknowledged.
        readings.push([least, total.value ?? -1, acknowledged + 6]);
        readings.push([least, latencies.total.value ?? -1, acknowledged + 6]);
        expect(groups.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(total.value);
      }
    };
    const rebuildAll = async () => {
      while (under) await rebuild(0);
    };
    const others = Promise.all([move(), move(), read(), rebuildAll()]);
    await Promise.all(writers.map(write));
    under = false;
    await others;
    for (const [least, value, most] of readings) {
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
    }
    expect(readings.length).toBeGreaterThan(4);
    expectEqual(await counted(endpoint), await recomputed(endpoint));
    expect((await counted(endpoint)).requests).toBe(240);
  });

  it('stay when the log is purged, and are not rebuilt smaller unless told to', async () => {
    const endpoint = `ep-${newId().slice(-12)}`;
    await Promise.all([1, 2, 3].map(() => recordInference(toRecord(endpoint, base))));
    await moveLive();
    await pool().query('DELETE FROM inference');
    expect((await counted(endpoint)).requests).toBe(3);
    const today = new Date();
    for await (const day of rebuildMetrics(today, today, { shrink: false })) expect(day.refused).toBe(true);
    expect((await counted(endpoint)).requests).toBe(3);
    for await (const day of rebuildMetrics(today, today, { shrink: true })) expect(day.now).toBe(0);
    expect((await counted(endpoint)).requests).toBe(0);
  });
});
