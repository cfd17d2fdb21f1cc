import { expect, test } from 'vitest';
import { comparedCurves, curveOf, shownMetrics } from './metric-curves.ts';

const startedAt = '2026-11-20T10:00:00.000Z';
const start = Date.parse(startedAt);

test('a curve goes by step or by the time since the run began, and the last of a place counts', () => {
  const points = [
    { step: 0, timestamp: start + 100, value: 3 },
    { step: 1, timestamp: start + 2000, value: 2 },
    { step: 1, timestamp: start + 1500, value: 'NaN' as const },
  ];
  expect(curveOf(points, 'step', startedAt)).toEqual([
    { x: 0, y: 3 },
    { x: 1, y: null },
  ]);
  expect(curveOf(points, 'time', startedAt)).toEqual([
    { x: 100, y: 3 },
    { x: 1500, y: null },
    { x: 2000, y: 2 },
  ]);
});

test('the first few metrics are drawn until the reader chooses', () => {
  const keys = Array.from({ length: 9 }, (_, index) => `m${index}`);
  expect(shownMetrics(keys, null)).toHaveLength(6);
  expect(shownMetrics(keys, ['m8', 'gone'])).toEqual(['m8']);
  expect(shownMetrics(keys, [])).toEqual([]);
});

test('a run keeps its colour where another has no such metric', () => {
  const runs = [1, 2].map((number) => ({ id: String(number), startedAt }));
  const trends = [{ runId: '2', key: 'loss', total: 2, values: [1, 2] }];
  expect(comparedCurves('loss', runs, ['a', 'b'], trends)).toEqual([
    { runId: '2', startedAt, key: 'loss', label: 'b', color: 'var(--chart-2)' },
  ]);
});
