import '../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { admin } from '../../e2e/support/registry.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { createExperiment, createRun, logBatch, metricTrends } from './index.ts';

afterAll(closeEvents);

async function newRun(metrics: Readonly<Record<string, readonly number[]>>): Promise<string> {
  const experimentId = await createExperiment(admin, { name: newId(), tags: {}, artifactLocation: null });
  const startedAt = new Date();
  const { id } = await createRun(admin, { experimentId, name: '', userName: '', startedAt, tags: [] });
  const points = Object.entries(metrics).flatMap(([key, values]) =>
    values.map((value, step) => ({ key, value, step, timestamp: 1000 + step })),
  );
  await logBatch(admin, id, { metrics: points, params: [], tags: [] });
  return id;
}

test('trends show metrics with history, the last value of each stretch, and gaps for what is no number', async () => {
  const long = Array.from({ length: 640 }, (_, step) => step);
  const a = await newRun({ loss: [3, Number.NaN, 1], once: [7], long });
  const b = await newRun({ loss: [5, 4], other: [1, Number.POSITIVE_INFINITY] });
  const all = await metricTrends(admin, { ids: [a, b] });
  const of = (runId: string, key: string) => all.find((trend) => trend.runId === runId && trend.key === key);
  expect(of(a, 'loss')).toEqual({ runId: a, key: 'loss', total: 3, values: [3, null, 1] });
  expect(of(a, 'once')).toBeUndefined();
  expect(of(a, 'long')?.total).toBe(640);
  expect(of(a, 'long')?.values).toEqual(Array.from({ length: 32 }, (_, index) => index * 20 + 19));
  expect(of(b, 'other')?.values).toEqual([1, null]);
  const chosen = await metricTrends(admin, { ids: [a, b], keys: ['loss'] });
  expect(chosen.map(({ key }) => key)).toEqual(['loss', 'loss']);
  await expect(metricTrends(admin, { ids: ['f'.repeat(32)] })).rejects.toMatchObject({ code: 'not_found' });
});
