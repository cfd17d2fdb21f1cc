import '../../e2e/support/test-database.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Reach, reachOf, systemCaller } from '../access/index.ts';
import { pool } from '../platform/db.ts';
import { writeGauges } from './gauges/write-gauges.ts';
import { queryMetrics } from './query-metrics.ts';
import { readMetricWithin } from './read-metric.ts';
import { metricQuerySchema, metricsQuerySchema } from './schemas.ts';

const endpoints = 10_000;
const everything = reachOf(systemCaller('test'), 'dashboards.read');
const hourMs = 3_600_000;

const ask = (query: Record<string, unknown>) =>
  metricQuerySchema.parse({
    from: new Date(Date.now() - hourMs).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
    step: 300,
    ...query,
  });

/** Who reaches these endpoints and nothing else. */
const only = (...names: string[]): Reach => ({
  everywhere: false,
  environments: new Set(),
  endpoints: new Set(names),
  models: new Set(),
  knowledge: new Set(),
  only: null,
});

describe('ten thousand groups', () => {
  beforeAll(async () => {
    await pool().query(
      `INSERT INTO metric_series (endpoint_name, config_number, arm, traffic, model_name, model_version)
       SELECT 'e' || n, 1, 'main', 'live', 'm', 1 FROM generate_series(1, ${endpoints}) AS n`,
    );
    await pool().query(
      `INSERT INTO metric_live (start, series, requests, errors_by_kind)
       SELECT date_trunc('minute', now()), id, substr(endpoint_name, 2)::int, jsonb_build_object('kind ' || id % 300, 1)
       FROM metric_series`,
    );
  });

  it('are answered by the two hundred with most, and all in the total', async () => {
    const query = ask({ metric: 'requests', aggregation: 'sum', groupBy: 'endpoint', compare: 'previous' });
    const reading = await readMetricWithin(query, { reach: everything, system: true });
    expect(reading.groups).toHaveLength(200);
    expect(reading.groups[0]).toMatchObject({ key: 'e10000', value: endpoints, previous: { value: 0 } });
    expect(reading.groups.at(-1)?.key).toBe('e9801');
    expect(reading.more).toBe(true);
    expect(reading.total.value).toBe((endpoints * (endpoints + 1)) / 2);
  });

  it('are bounded on the overview too, in longer steps', async () => {
    const query = (hours: number) =>
      metricsQuerySchema.parse({
        groupBy: 'endpoint',
        from: new Date(Date.now() - hours * hourMs).toISOString(),
        to: new Date(Date.now() + 60_000).toISOString(),
      });
    const hour = await queryMetrics(systemCaller('test'), query(1));
    expect(hour.groups).toHaveLength(200);
    expect(hour.groups.some(({ key }) => key === 'e9800')).toBe(false);
    expect(hour.totals.requests).toBe((endpoints * (endpoints + 1)) / 2);
    const month = await queryMetrics(systemCaller('test'), query(720));
    expect([month.bucketSeconds, month.totals.requests]).toEqual([86_400, hour.totals.requests]);
  });

  it('of kinds too', async () => {
    const query = ask({ metric: 'errors_by_kind', aggregation: 'sum', groupBy: 'subject' });
    const reading = await readMetricWithin(query, { reach: everything, system: true });
    expect([reading.groups.length, reading.more, reading.total.value]).toEqual([200, true, endpoints]);
  });

  it('are only those that one reaches, gauges too', async () => {
    const at = new Date();
    await writeGauges(
      ['e1', 'e2', ''].map((endpoint) => ({
        metric: 'health_up',
        endpoint,
        subject: `check ${endpoint}`,
        at,
        value: 1,
      })),
    );
    const requests = ask({ metric: 'requests', aggregation: 'sum', groupBy: 'endpoint' });
    const health = ask({ metric: 'health_up', aggregation: 'mean', groupBy: 'subject' });
    const sight = { reach: only('e1', 'e7'), system: false };
    expect((await readMetricWithin(requests, sight)).groups.map(({ key }) => key)).toEqual(['e7', 'e1']);
    expect((await readMetricWithin(requests, sight)).total.value).toBe(8);
    expect((await readMetricWithin(health, sight)).groups.map(({ key }) => key)).toEqual(['e1 › check e1']);
    const operator = await readMetricWithin(health, { reach: only(), system: true });
    expect(operator.groups.map(({ key }) => key)).toEqual(['check ']);
    const nobody = { reach: null, system: false };
    expect((await readMetricWithin(requests, nobody)).total).toEqual({ value: 0, count: 0 });
    expect((await readMetricWithin(health, nobody)).groups).toEqual([]);
  });

  it('that vanished stay beside what they were before', async () => {
    await pool().query(
      `INSERT INTO metric_live (start, series, requests)
       SELECT date_trunc('minute', now()) - interval '90 minutes', id, 5 FROM metric_series WHERE endpoint_name = 'e3'`,
    );
    await pool().query(
      `DELETE FROM metric_live WHERE series = (SELECT id FROM metric_series WHERE endpoint_name = 'e3') AND requests = 3`,
    );
    const query = ask({ metric: 'requests', aggregation: 'sum', groupBy: 'endpoint', compare: 'previous' });
    const { groups } = await readMetricWithin(query, { reach: only('e3', 'e4'), system: false });
    expect(groups.map(({ key, value, previous }) => [key, value, previous?.value])).toEqual([
      ['e4', 4, 0],
      ['e3', 0, 5],
    ]);
  });
});
