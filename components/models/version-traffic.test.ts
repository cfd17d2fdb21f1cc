import { expect, test } from 'vitest';
import { nothing } from '#lib/client/test-totals.ts';
import type { Metrics } from '#lib/monitoring/schemas.ts';
import { trafficByVersion } from './version-traffic.ts';

function group(
  endpoint: string,
  version: number | null,
  points: Record<string, number>,
): Metrics['groups'][number] {
  const requests = Object.values(points).reduce((sum, value) => sum + value, 0);
  return {
    key: `${endpoint} v${version}`,
    endpoint,
    model: version === null ? '' : 'faq',
    version,
    arm: null,
    totals: { ...nothing, requests },
    points: Object.entries(points).map(([at, value]) => ({ ...nothing, at, requests: value })),
  };
}

test('requests of a version add up over endpoints and empty buckets count as zero', () => {
  const traffic = trafficByVersion({
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-20T04:00:00.000Z',
    bucketSeconds: 3600,
    totals: nothing,
    previous: nothing,
    groups: [
      group('assistant', 2, { '2026-11-20T00:00:00.000Z': 5, '2026-11-20T03:00:00.000Z': 1 }),
      group('internal', 2, { '2026-11-20T03:00:00.000Z': 2 }),
      group('assistant', null, { '2026-11-20T01:00:00.000Z': 9 }),
    ],
  });
  expect([...traffic]).toEqual([[2, { requests: 8, series: [5, 0, 0, 3] }]]);
});
