/** A click on a point opens exactly the requests that the point counts. */
import './support/test-database.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as inferences from '../app/api/inferences/route.ts';
import * as metrics from '../app/api/metrics/read/route.ts';
import { metricData, oneLine } from '../components/charts/metric-lines.ts';
import { rowsHref } from '../components/charts/rows-link.ts';
import { fillBuckets, rangeOf } from '../components/charts/series.ts';
import { recordInference } from '../lib/inference/index.ts';
import type { InferencePage } from '../lib/inference/schemas.ts';
import type { MetricExpression, MetricReading } from '../lib/monitoring/schemas.ts';
import { base, type Draw, makeEndpoint, split, toRecord } from '../lib/monitoring/test-requests.ts';
import { closeEvents } from '../lib/platform/events.ts';
import { type Account, addAccount, call } from './support/accounts.ts';

let owner: Account;
let endpoint = '';
const now = Date.now();
const range = { from: new Date(now - 90 * 60_000).toISOString(), to: new Date(now + 60_000).toISOString() };

beforeAll(async () => {
  owner = await addAccount('owner');
  endpoint = await makeEndpoint('production', [{ daysAgo: 1, body: split(50, 5) }]);
  const draws = Array.from(
    { length: 120 },
    (_, index): Draw => ({
      ...base,
      unit: index,
      minutesAgo: (index * 7) % 80,
      totalMs: 50 + ((index * 37) % 120) * 10,
      cost: BigInt(1 + index) * 1_000_000n,
      status: index % 9 === 4 ? 'error' : index % 11 === 5 ? 'declined' : 'ok',
      fellBack: index % 13 === 0,
      cached: index % 8 === 1,
      traffic: index % 10 === 7 ? 'shadow' : 'live',
    }),
  );
  const records = draws.map((draw) => toRecord(endpoint, draw));
  // As in life: the id of a request says when it arrived.
  const dated = records.map((record) => ({ ...record, requestId: v7({ msecs: record.at.getTime() }) }));
  await Promise.all(dated.map((record) => recordInference(record)));
}, 60_000);
afterAll(closeEvents);

async function read(expression: MetricExpression): Promise<MetricReading> {
  const query = Object.entries({ ...expression, ...range, step: 300 }).map(([key, value]) => [
    key,
    String(value),
  ]);
  const answer = await call(metrics.GET, { cookie: owner.cookie, path: `/?${new URLSearchParams(query)}` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as MetricReading;
}

async function rowsAt(href: string | null): Promise<InferencePage['items']> {
  const params = new URL(href ?? '', 'http://x').searchParams;
  params.set('limit', '200');
  const answer = await call(inferences.GET, { cookie: owner.cookie, path: `/?${params}` });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return (answer.body as InferencePage).items;
}

/** Every point of every series with the rows its link opens. */
async function* pointsOf(expression: MetricExpression) {
  const reading = await read(expression);
  const { series, points } = metricData(oneLine(expression), [reading]);
  expect(series.length).toBeGreaterThan(0);
  const keys = series.map(({ key }) => key);
  for (const bucket of fillBuckets(points, keys, { ...reading, bucketSeconds: reading.stepSeconds })) {
    for (const one of series) {
      const value = bucket.values[one.key] ?? null;
      if (value === null) continue;
      yield { value, rows: await rowsAt(rowsHref(one.expression, rangeOf(bucket, bucket), value)) };
    }
  }
}

const counts = [
  { metric: 'requests' },
  { metric: 'requests', groupBy: 'arm' },
  { metric: 'requests', groupBy: 'version' },
  { metric: 'requests', groupBy: 'configuration' },
  { metric: 'requests', traffic: 'shadow' },
  { metric: 'errors', groupBy: 'arm' },
  { metric: 'declined' },
  { metric: 'cache_hits' },
  { metric: 'fallbacks' },
] as const;

test.each(counts)('as many rows as it says: $metric $groupBy $traffic', async (asked) => {
  let sum = 0;
  const expression = { aggregation: 'sum', traffic: 'live', endpoint, ...asked } as MetricExpression;
  for await (const { value, rows } of pointsOf(expression)) {
    expect(rows).toHaveLength(value);
    sum += value;
  }
  expect(sum).toBeGreaterThan(0);
});

test('a percentile opens the slow ones, the slowest first', async () => {
  const expression = { metric: 'latency', aggregation: 'p95', traffic: 'live', endpoint } as const;
  let points = 0;
  for await (const { value, rows } of pointsOf(expression)) {
    expect(rows.length).toBeGreaterThan(0);
    // Sketches are exact to one per cent.
    for (const { totalMs } of rows) expect(totalMs).toBeGreaterThanOrEqual(value * 0.99 - 1);
    expect(rows.map(({ totalMs }) => totalMs)).toEqual(
      rows.map(({ totalMs }) => totalMs).sort((a, b) => b - a),
    );
    points += 1;
  }
  expect(points).toBeGreaterThan(5);
});
