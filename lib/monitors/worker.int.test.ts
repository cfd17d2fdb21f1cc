/** From a click to a verdict, with a real worker between. */
import '../../e2e/support/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runWorker } from '../../e2e/support/knowledge.ts';
import { admin } from '../../e2e/support/registry.ts';
import { enqueue } from '../jobs/index.ts';
import { transaction } from '../platform/db.ts';
import {
  askRun,
  createCustomMetric,
  createMonitor,
  getMonitor,
  listCustomMetrics,
  listMonitors,
} from './index.ts';
import { computeCustomMetricsJob } from './jobs.ts';
import {
  createCustomSchema,
  createMonitorSchema,
  listCustomQuerySchema,
  listMonitorsQuerySchema,
} from './schemas.ts';
import { insertRows, midnight, plainEndpoint } from './test-rows.ts';

let stopWorker = async () => {};
let endpoint = '';

beforeAll(async () => {
  endpoint = await plainEndpoint();
  for (const ago of [3, 2, 1]) {
    const set = ago === 1 ? { latency: '2000 + i' } : {};
    await insertRows(endpoint, { from: midnight(ago), to: midnight(ago - 1), count: 100, set });
  }
  stopWorker = await runWorker();
});
afterAll(() => stopWorker());

const eventually = { timeout: 40_000, interval: 100 };

test('an endpoint’s own monitor finds a version that became slower, unasked', async () => {
  const own = async () => (await listMonitors(admin, listMonitorsQuerySchema.parse({ endpoint }))).items[0];
  await expect
    .poll(async () => (await own())?.lastRun?.windowEnd, eventually)
    .toBe(midnight(0).toISOString());
  const found = (await own())?.verdicts.find(({ column }) => column === 'latency');
  expect(found).toMatchObject({ verdict: 'drift', size: 'large' });
  expect(found?.words).toMatch(/^Answers became .* slower \(median .* → .* s\)/);
});

test('a monitor runs when somebody asks for it', async () => {
  const { id } = await createMonitor(
    admin,
    createMonitorSchema.parse({
      endpoint,
      name: 'Asked',
      columns: ['latency'],
      granularity: 'day',
      schedule: '0 6 1 1 *',
      baseline: { kind: 'previous', windows: 1 },
    }),
  );
  await askRun(admin, id);
  await expect.poll(async () => (await getMonitor(admin, id)).lastRun?.drifting, eventually).toBe(1);
});

test('custom metrics are computed by the worker', async () => {
  const input = {
    endpoint,
    name: 'Slow',
    kind: 'row',
    formula: 'latency > 2000',
    aggregation: 'share',
    granularity: 'day',
  };
  await createCustomMetric(admin, createCustomSchema.parse(input));
  await transaction((tx) => enqueue(tx, computeCustomMetricsJob, {}));
  const through = async () =>
    (await listCustomMetrics(admin, listCustomQuerySchema.parse({ endpoint }))).items[0]?.computedThrough;
  await expect.poll(through, eventually).toBe(midnight(0).toISOString());
});
