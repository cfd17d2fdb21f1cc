import { expect, test } from 'vitest';
import { requestSeries } from './request-series.ts';

test('requests stand in the bucket of their time, the others are zero', () => {
  const range = { from: '2026-11-21T10:00:30.000Z', to: '2026-11-21T10:03:30.000Z', bucketSeconds: 60 };
  const points = [
    { at: '2026-11-21T10:00:00.000Z', requests: 1 },
    { at: '2026-11-21T10:02:00.000Z', requests: 5 },
    { at: '2026-11-21T11:00:00.000Z', requests: 9 },
  ];
  expect(requestSeries(range, { points })).toEqual([1, 5, 0]);
});
