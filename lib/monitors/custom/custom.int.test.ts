import '../../../e2e/support/test-database.ts';
import { describe, expect, test } from 'vitest';
import { userCaller } from '../../../e2e/support/callers.ts';
import { admin } from '../../../e2e/support/registry.ts';
import { readMetric } from '../../monitoring/index.ts';
import { pool } from '../../platform/db.ts';
import {
  createCustomMetric,
  createMonitor,
  deleteCustomMetric,
  getMonitor,
  listCustomMetrics,
  tryCustomMetric,
  updateCustomMetric,
} from '../index.ts';
import { runMonitor } from '../runs/run-monitor.ts';
import {
  type CustomMetric,
  createCustomSchema,
  createMonitorSchema,
  listCustomQuerySchema,
  saveCustomSchema,
  tryCustomSchema,
} from '../schemas.ts';
import { insertRows, midnight, plainEndpoint } from '../test-rows.ts';
import { computeCustomMetrics } from './compute-custom-metrics.ts';

const signal = new AbortController().signal;

const row = (endpoint: string, change: Record<string, unknown> = {}) =>
  createCustomSchema.parse({
    endpoint,
    name: 'Cost per word',
    kind: 'row',
    formula: 'cost / (answer_length / 5)',
    aggregation: 'mean',
    granularity: 'day',
    ...change,
  });
const derived = (endpoint: string, name: string, formula: string) =>
  createCustomSchema.parse({ endpoint, name, kind: 'derived', formula, granularity: 'day' });
const saved = (metric: CustomMetric, change: Partial<CustomMetric>) =>
  saveCustomSchema.parse({ ...metric, ...change });

async function lastValue(endpoint: string, subject: string): Promise<number | null> {
  const reading = await readMetric({
    metric: 'custom',
    aggregation: 'last',
    endpoint,
    subject,
    traffic: 'live',
    from: midnight(3).toISOString(),
    to: new Date(midnight(0).getTime() + 1000).toISOString(),
    step: 0,
  });
  return reading.total.value;
}

async function withRows(count = 200): Promise<string> {
  const endpoint = await plainEndpoint();
  await insertRows(endpoint, { from: midnight(1), to: midnight(0), count, set: { answerChars: '500' } });
  return endpoint;
}

describe('values', () => {
  test('are computed for each day that is over, scale sums up from samples, and divide by zero into gaps', async () => {
    const endpoint = await withRows();
    await createCustomMetric(admin, row(endpoint));
    await createCustomMetric(
      admin,
      row(endpoint, { name: 'Slow', formula: 'latency > 1000', aggregation: 'share' }),
    );
    await createCustomMetric(
      admin,
      row(endpoint, { name: 'Nothing', formula: 'cost / (passages - passages)' }),
    );
    await createCustomMetric(
      admin,
      row(endpoint, { name: 'Rows', formula: 'latency', aggregation: 'count' }),
    );
    await createCustomMetric(
      admin,
      derived(endpoint, 'Twice', "2 * custom('Cost per word') + 0 * custom('Slow')"),
    );
    await createCustomMetric(admin, derived(endpoint, 'Gap', "1 / custom('Nothing')"));
    await createCustomMetric(admin, derived(endpoint, 'Zero', "1 / (custom('Slow') - custom('Slow'))"));
    await Promise.all([computeCustomMetrics(signal), computeCustomMetrics(signal)]);
    expect(await lastValue(endpoint, 'Cost per word')).toBe(10_000);
    const slow = await lastValue(endpoint, 'Slow');
    expect(slow).toBeGreaterThan(0.4);
    expect(slow).toBeLessThan(0.6);
    expect(await lastValue(endpoint, 'Nothing')).toBeNull();
    expect(await lastValue(endpoint, 'Rows')).toBe(200);
    expect(await lastValue(endpoint, 'Twice')).toBe(20_000);
    expect(await lastValue(endpoint, 'Gap')).toBeNull();
    expect(await lastValue(endpoint, 'Zero')).toBeNull();
    const { items } = await listCustomMetrics(admin, listCustomQuerySchema.parse({ endpoint }));
    expect(items.map(({ error }) => error)).toEqual(items.map(() => null));
    expect(items.every(({ computedThrough }) => computedThrough === midnight(0).toISOString())).toBe(true);
  });

  test('metrics that many ways lead to are computed once', async () => {
    const endpoint = await withRows(30);
    // Turned off, so that no other test computes them for every day.
    const off = (metric: ReturnType<typeof row>) => createCustomMetric(admin, { ...metric, enabled: false });
    for (const name of ['a0', 'b0'])
      await off(row(endpoint, { name, formula: 'latency', aggregation: 'count' }));
    for (let i = 1; i <= 8; i++) {
      const sum = `custom('a${i - 1}') + custom('b${i - 1}')`;
      await off(derived(endpoint, `a${i}`, sum));
      await off(derived(endpoint, `b${i}`, sum));
    }
    const started = performance.now();
    const input = tryCustomSchema.parse({
      endpoint,
      kind: 'derived',
      formula: "custom('a8') + custom('b8')",
    });
    const trial = await tryCustomMetric(admin, input);
    expect(trial.problem).toBeNull();
    expect(performance.now() - started, '512 times two readings take longer').toBeLessThan(1500);
  });

  test('a formula of an earlier release that no longer means anything says so, and stops no other', async () => {
    const endpoint = await withRows();
    const { id } = await createCustomMetric(admin, row(endpoint, { name: 'Old' }));
    await createCustomMetric(admin, row(endpoint, { name: 'Young' }));
    await pool().query(`UPDATE custom_metric SET formula = 'forgotten_column / 2' WHERE id = $1`, [id]);
    await computeCustomMetrics(signal);
    expect(await lastValue(endpoint, 'Young')).toBe(10_000);
    const { items } = await listCustomMetrics(admin, listCustomQuerySchema.parse({ endpoint }));
    expect(items.find(({ name }) => name === 'Old')?.error).toMatch(/forgotten_column/);
  });

  test('a formula can be watched for drift as a column', async () => {
    const endpoint = await withRows(100);
    await insertRows(endpoint, {
      from: midnight(2),
      to: midnight(1),
      count: 100,
      set: { answerChars: '250 + i % 9' },
    });
    await createCustomMetric(admin, row(endpoint));
    const { id } = await createMonitor(
      admin,
      createMonitorSchema.parse({
        endpoint,
        name: 'Formula',
        columns: ['custom:Cost per word'],
        granularity: 'day',
        schedule: '0 6 * * *',
        baseline: { kind: 'previous', windows: 1 },
      }),
    );
    await runMonitor(id, { signal });
    const { verdicts } = await getMonitor(admin, id);
    expect(verdicts).toMatchObject([{ label: 'Cost per word', verdict: 'drift' }]);
    expect(verdicts[0]?.words).toMatch(/^Values of "Cost per word" became .* smaller/);
  });
});

describe('formulas that rest on each other', () => {
  test('circles are refused with the way round, also when two people close one at once', async () => {
    const endpoint = await plainEndpoint();
    const a = await createCustomMetric(admin, derived(endpoint, 'a', 'p95(latency)'));
    const b = await createCustomMetric(admin, derived(endpoint, 'b', "custom('a') * 2"));
    await createCustomMetric(admin, derived(endpoint, 'c', "custom('b') + 1"));
    await expect(updateCustomMetric(admin, a.id, saved(a, { formula: "custom('c')" }))).rejects.toThrow(
      'This would rest on itself: a → c → b → a.',
    );
    await expect(updateCustomMetric(admin, a.id, saved(a, { formula: "custom('a')" }))).rejects.toThrow(
      'a → a',
    );
    const x = await createCustomMetric(admin, derived(endpoint, 'x', 'requests'));
    const y = await createCustomMetric(admin, derived(endpoint, 'y', 'requests'));
    const both = await Promise.allSettled([
      updateCustomMetric(admin, x.id, saved(x, { formula: "custom('y')" })),
      updateCustomMetric(admin, y.id, saved(y, { formula: "custom('x')" })),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(deleteCustomMetric(admin, a.id)).rejects.toThrow('"a" is used by the metric "b"');
    await expect(updateCustomMetric(admin, b.id, saved(b, { name: 'other' }))).rejects.toThrow(
      'used by the metric "c"',
    );
    await expect(createCustomMetric(admin, derived(endpoint, 'd', "custom('none')"))).rejects.toThrow(
      /no custom metric "none"/,
    );
  });

  test('what a monitor watches is not deleted under it', async () => {
    const endpoint = await plainEndpoint();
    const metric = await createCustomMetric(admin, row(endpoint));
    await createMonitor(
      admin,
      createMonitorSchema.parse({
        endpoint,
        name: 'Formula',
        columns: ['custom:Cost per word'],
        granularity: 'day',
        schedule: '0 6 * * *',
        baseline: { kind: 'previous', windows: 1 },
      }),
    );
    await expect(deleteCustomMetric(admin, metric.id)).rejects.toThrow('used by the monitor "Formula"');
  });
});

describe('trying', () => {
  const tried = (endpoint: string, change: Record<string, unknown>) =>
    tryCustomSchema.parse({ endpoint, kind: 'row', formula: 'latency', aggregation: 'mean', ...change });
  test('shows what a formula makes of the newest rows, or where it is wrong', async () => {
    const endpoint = await withRows();
    const good = await tryCustomMetric(admin, tried(endpoint, { formula: "if(language == 'en', 1, 0)" }));
    expect(good).toMatchObject({ problem: null, value: 1, rows: 200, withValue: 200 });
    expect(good.samples[0]).toMatchObject({ inputs: { language: 'en' }, value: 1 });
    const bad = await tryCustomMetric(admin, tried(endpoint, { formula: 'latency + langage' }));
    expect(bad.problem).toEqual({ message: 'There is no "langage". Did you mean "language"?', at: 10 });
    const wrong = await tryCustomMetric(admin, tried(endpoint, { formula: 'language' }));
    expect(wrong.problem?.message).toMatch(/only a count/);
    const injected = await tryCustomMetric(
      admin,
      tried(endpoint, { formula: 'latency; DROP TABLE monitor' }),
    );
    expect(injected.problem?.at).toBe(7);
  });

  test('rows are for those who may read requests; formulas for those who may write monitors there', async () => {
    const endpoint = await withRows();
    const scope = { kind: 'endpoint', name: endpoint } as const;
    const scientist = userCaller('data-scientist', { scope });
    expect((await tryCustomMetric(scientist, tried(endpoint, {}))).samples.length).toBeGreaterThan(0);
    const stakeholder = userCaller('stakeholder', { scope });
    const stranger = userCaller('data-scientist', {
      scope: { kind: 'endpoint', name: await plainEndpoint() },
    });
    for (const caller of [stakeholder, stranger]) {
      await expect(tryCustomMetric(caller, tried(endpoint, {}))).rejects.toMatchObject({ code: 'forbidden' });
      await expect(createCustomMetric(caller, row(endpoint))).rejects.toMatchObject({ code: 'forbidden' });
    }
    const metric = await createCustomMetric(scientist, row(endpoint));
    await expect(deleteCustomMetric(stakeholder, metric.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteCustomMetric(stranger, metric.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listCustomMetrics(stranger, listCustomQuerySchema.parse({ endpoint }))).items).toEqual([]);
    expect(
      (await listCustomMetrics(stakeholder, listCustomQuerySchema.parse({ endpoint }))).items,
    ).toHaveLength(1);
  });
});
