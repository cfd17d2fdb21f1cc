import '../../e2e/support/test-database.ts';
import { afterAll, expect, test } from 'vitest';
import { admin, chainWith, newModel, passes, versionInput } from '../../e2e/support/registry.ts';
import { prisma } from '../platform/db.ts';
import { closeEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { registerVersion } from '../registry/index.ts';
import {
  compareRuns,
  createExperiment,
  createRun,
  deleteExperiment,
  getRun,
  getRunDetail,
  listExperiments,
  listRuns,
  logBatch,
  metricHistory,
  metricSeries,
  restoreExperiment,
  searchRuns,
} from './index.ts';
import { runPageQuerySchema } from './schemas.ts';

afterAll(closeEvents);

async function newExperiment(): Promise<string> {
  return createExperiment(admin, { name: `experiment ${newId()}`, tags: {}, artifactLocation: null });
}

async function newRun(experimentId: string, name = '', startedAt = new Date()): Promise<string> {
  const run = await createRun(admin, { experimentId, name, userName: 'ada', startedAt, tags: [] });
  return run.id;
}

const nothing = { metrics: [], params: [], tags: [] };

function points(key: string, values: readonly number[], firstStep = 0) {
  return values.map((value, index) => ({ key, value, step: firstStep + index, timestamp: 1000 + index }));
}

test('two batches at once lose nothing, and the latest value is that of the highest step', async () => {
  const id = await newRun(await newExperiment());
  const batches = Array.from({ length: 8 }, (_, batch) => ({
    metrics: points(
      'loss',
      Array.from({ length: 100 }, (_, index) => batch * 100 + index),
      batch * 100,
    ),
    params: [
      { key: `p${batch}`, value: 'x' },
      { key: 'shared', value: 'same' },
    ],
    tags: [
      { key: `t${batch}`, value: 'y' },
      { key: 'mlflow.runName', value: `named by ${batch}` },
    ],
  }));
  await Promise.all([...batches, ...batches].map((batch) => logBatch(admin, id, batch)));
  const run = await getRun(admin, id);
  expect(Object.keys(run.params)).toHaveLength(9);
  expect(run.metrics).toMatchObject([{ key: 'loss', value: 799, step: 799 }]);
  expect(run.name).toBe(run.tags['mlflow.runName']);
  const history = await metricHistory(admin, { runId: id, key: 'loss', limit: 1000, pageToken: undefined });
  expect(history.items.map((point) => point.step)).toEqual(Array.from({ length: 800 }, (_, step) => step));
});

test('of two values of one parameter logged at once, one stands and the other is refused', async () => {
  const id = await newRun(await newExperiment());
  const results = await Promise.allSettled(
    ['1', '2', '3', '4'].map((value) =>
      logBatch(admin, id, { ...nothing, params: [{ key: 'depth', value }] }),
    ),
  );
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  const { depth } = (await getRun(admin, id)).params;
  await logBatch(admin, id, { ...nothing, params: [{ key: 'depth', value: depth ?? '' }] });
  await expect(
    logBatch(admin, id, {
      ...nothing,
      params: [{ key: 'depth', value: '9' }],
      tags: [{ key: 'a', value: 'b' }],
    }),
  ).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('never change') });
  expect((await getRun(admin, id)).tags).not.toHaveProperty('a');
});

test('values that are no numbers are kept; the chart keeps the lowest and the highest of many', async () => {
  const id = await newRun(await newExperiment());
  const values = Array.from({ length: 5000 }, (_, index) => Math.sin(index));
  [values[1234], values[2345], values[3456]] = [1e9, -1e9, Number.NaN];
  for (let at = 0; at < values.length; at += 1000) {
    await logBatch(admin, id, { ...nothing, metrics: points('wave', values.slice(at, at + 1000), at) });
  }
  const series = await metricSeries(admin, id, 'wave');
  expect(series.total).toBe(5000);
  expect(series.points.length).toBeLessThanOrEqual(1000);
  expect(series.points.length).toBeGreaterThan(900);
  const steps = series.points.map((point) => point.step);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect([steps[0], steps.at(-1)]).toEqual([0, 4999]);
  expect(steps).toEqual(expect.arrayContaining([1234, 2345]));
  await logBatch(admin, id, {
    ...nothing,
    metrics: [Number.NaN, Infinity, -Infinity].map((value, step) => ({
      key: 'odd',
      value,
      step,
      timestamp: 1,
    })),
  });
  expect((await metricSeries(admin, id, 'odd')).points.map((point) => point.value)).toEqual([
    'NaN',
    'Infinity',
    '-Infinity',
  ]);
  expect((await getRun(admin, id)).metrics).toMatchObject([
    { key: 'odd', value: '-Infinity' },
    { key: 'wave' },
  ]);
});

test('pages of a search hold their place while runs are added, in every order', async () => {
  const experimentId = await newExperiment();
  const values = [3, Number.NaN, 1, 2, Infinity, null, 2, -Infinity];
  const ids: string[] = [];
  for (const [index, value] of values.entries()) {
    const id = await newRun(experimentId, `run ${index}`, new Date(1_700_000_000_000 + index));
    if (value !== null) await logBatch(admin, id, { ...nothing, metrics: points('m', [value]) });
    ids.push(id);
  }
  const search = { experimentIds: [experimentId], filter: '', lifecycle: 'active' as const, limit: 3 };
  const orders = {
    'metrics.m ASC': [7, 2, 6, 3, 0, 4, 1, 5],
    'metrics.m DESC': [4, 0, 6, 3, 2, 7, 1, 5],
    'attributes.start_time': [0, 1, 2, 3, 4, 5, 6, 7],
    'tags.`mlflow.runName` DESC': [7, 6, 5, 4, 3, 2, 1, 0],
  };
  for (const [order, expected] of Object.entries(orders)) {
    const seen: number[] = [];
    let pageToken: string | undefined;
    do {
      const page = await searchRuns(admin, { ...search, orderBy: [order], pageToken });
      seen.push(...page.items.map((run) => ids.indexOf(run.id)));
      pageToken = page.next ?? undefined;
    } while (pageToken !== undefined);
    expect([order, seen]).toEqual([order, expected]);
  }
  const first = await searchRuns(admin, { ...search, orderBy: [], pageToken: undefined });
  await newRun(experimentId, 'newer');
  const second = await searchRuns(admin, { ...search, orderBy: [], pageToken: first.next ?? '' });
  expect([...first.items, ...second.items].map((run) => run.name)).toEqual(
    [7, 6, 5, 4, 3, 2].map((index) => `run ${index}`),
  );
  await expect(
    searchRuns(admin, { ...search, orderBy: ['metrics.m'], pageToken: first.next ?? '' }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('filters of every kind', async () => {
  const experimentId = await newExperiment();
  for (const [index, name] of ['alpha', 'beta', 'gamma'].entries()) {
    const id = await newRun(experimentId, name, new Date(1000 * (index + 1)));
    await logBatch(admin, id, {
      metrics: points('f1 score', [index / 2]),
      params: [{ key: 'lr', value: `0.${index}` }],
      tags: [{ key: 'team', value: `Team_${index}%\\` }],
    });
  }
  const found = async (filter: string) => {
    const search = { experimentIds: [experimentId], filter, orderBy: ['run_name'] };
    const page = await searchRuns(admin, { ...search, lifecycle: 'active', limit: 10, pageToken: undefined });
    return page.items.map((run) => run.name).join(' ');
  };
  expect(await found('metrics.`f1 score` > 0.2')).toBe('beta gamma');
  expect(await found(`metrics."f1 score" <= 0.5 and params.lr != '0.0'`)).toBe('beta');
  expect(await found(`tags.team LIKE 'Team%'`)).toBe('alpha beta gamma');
  expect(await found(`tags.team LIKE 'team%'`)).toBe('');
  expect(await found(`tags.team ILIKE '%_1%\\'`)).toBe('beta');
  expect(await found(`attributes.start_time >= 2000 AND status = 'RUNNING'`)).toBe('beta gamma');
  expect(await found(`run_name IN ('alpha', 'gamma') AND attributes.user_id = 'ada'`)).toBe('alpha gamma');
  expect(await found(`run_name NOT IN ('alpha', 'gamma')`)).toBe('beta');
  expect(await found(`params.absent != 'x'`)).toBe('');
  const words = await listRuns(admin, experimentId, runPageQuerySchema.parse({ q: 'ALPH' }));
  expect(words.items.map((run) => run.name)).toEqual(['alpha']);
});

test('runs go and come back with their experiment; a comparison shows what differs', async () => {
  const experimentId = await newExperiment();
  const ids = [await newRun(experimentId), await newRun(experimentId)];
  for (const [index, id] of ids.entries()) {
    const params = [
      { key: 'same', value: '1' },
      { key: 'other', value: String(index) },
    ];
    await logBatch(admin, id, { ...nothing, params });
  }
  const compared = await compareRuns(admin, ids);
  expect(compared.runs.map((run) => run.id)).toEqual(ids);
  expect(compared.params).toEqual([
    { key: 'other', values: ['0', '1'], differs: true },
    { key: 'same', values: ['1', '1'], differs: false },
  ]);
  await deleteExperiment(admin, experimentId);
  await expect(newRun(experimentId)).rejects.toMatchObject({ code: 'invalid' });
  await expect(logBatch(admin, ids[0] ?? '', nothing)).rejects.toMatchObject({ code: 'invalid' });
  await restoreExperiment(admin, experimentId);
  expect((await getRun(admin, ids[0] ?? '')).lifecycle).toBe('active');
  const [first] = await listExperiments(admin, 'active');
  expect(first).toMatchObject({ id: experimentId, runs: 2 });
  const audited = await prisma().auditEvent.findMany({ where: { subjectId: experimentId } });
  expect(audited.map((event) => event.action)).toEqual(['experiment.deleted']);
});

test('a run shows the versions registered from it', async () => {
  const id = await newRun('0');
  const model = await newModel();
  const input = versionInput({ document: chainWith(7), from: { kind: 'run', runId: id } });
  await registerVersion(admin, model, input, passes);
  expect(await getRunDetail(admin, id)).toMatchObject({
    experimentName: 'Default',
    versions: [{ model, version: 1, stage: 'development' }],
  });
});
