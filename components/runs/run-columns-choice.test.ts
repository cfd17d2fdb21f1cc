import { expect, test } from 'vitest';
import { durationOf, loggedColumns, mostCompared, orderByOf, toggleChosen } from './run-columns-choice.ts';
import { aMetric, aRun } from './test-run.ts';

test('columns are what was logged; parameters that differ are shown first, rare ones when asked for', () => {
  const runs = [1, 2, 3].map((number) =>
    aRun(number, {
      metrics: [aMetric('loss', number), ...(number === 1 ? [aMetric('rare', 1)] : [])],
      params: { a: 'x', b: 'x', c: 'x', model: `m${number}`, loss: 'huber' },
    }),
  );
  const columns = loggedColumns(runs);
  expect(columns.map(({ id }) => id)).toEqual([
    'metric:loss',
    'metric:rare',
    'param:a',
    'param:b',
    'param:c',
    'param:loss',
    'param:model',
  ]);
  expect(columns.filter((column) => !column.initiallyHidden).map(({ id }) => id)).toEqual([
    'metric:loss',
    'metric:rare',
    'param:model',
  ]);
  const alike = loggedColumns(runs.slice(0, 1)).filter((column) => !column.initiallyHidden);
  expect(alike.map(({ key }) => key)).toEqual(['loss', 'rare', 'a', 'b', 'c']);
  expect(columns.find(({ id }) => id === 'param:loss')?.header).toBe('loss (parameter)');
});

test('sorting is told in MLflow’s words', () => {
  expect(orderByOf({ by: 'started', order: 'desc' })).toBe('attributes.start_time DESC');
  expect(orderByOf({ by: 'metric:val/loss', order: 'asc' })).toBe('metrics."val/loss" ASC');
  expect(orderByOf({ by: 'param:top k', order: 'desc' })).toBe('params."top k" DESC');
  expect(orderByOf({ by: 'nonsense', order: 'asc' })).toBe('');
});

test('a run that goes on is as long as it has lasted', () => {
  const run = aRun(1, { endedAt: null });
  expect(durationOf(run, Date.parse(run.startedAt) + 90_000)).toBe(90_000);
  expect(durationOf(aRun(1), 0)).toBe(300_000);
});

test('no more runs are chosen than can be compared', () => {
  const ten = Array.from({ length: mostCompared }, (_, index) => `run ${index}`);
  expect(toggleChosen(ten, 'one more')).toEqual(ten);
  expect(toggleChosen(ten, 'run 3')).toHaveLength(9);
  expect(toggleChosen([], 'a')).toEqual(['a']);
});
