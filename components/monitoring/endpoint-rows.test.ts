import { expect, it } from 'vitest';
import type { MetricReading } from '#lib/monitoring/schemas.ts';
import { type EndpointReadings, endpointRows } from './endpoint-rows.ts';

function reading(values: Record<string, number | null>): MetricReading {
  const from = '2026-11-21T10:00:00.000Z';
  return {
    from,
    to: '2026-11-21T10:03:00.000Z',
    stepSeconds: 60,
    total: { value: 1, count: 1 },
    previous: null,
    groups: Object.entries(values).map(([endpoint, value]) => ({
      key: endpoint,
      labels: { endpoint },
      value,
      count: 1,
      previous: null,
      points: [{ at: '2026-11-21T10:01:00.000Z', value, count: 1 }],
    })),
    more: false,
  };
}

const nothing: EndpointReadings = {
  requests: null,
  errorRate: null,
  p95: null,
  satisfaction: null,
  cost: null,
  drifting: null,
  health: null,
};

it('joins what is known of each endpoint, asked or not', () => {
  const rows = endpointRows(
    {
      ...nothing,
      requests: reading({ guide: 5, '': 2 }),
      p95: reading({ guide: 900 }),
      satisfaction: reading({ guide: null }),
      drifting: reading({ guide: 1, quiet: 0 }),
    },
    [{ name: 'quiet', environment: 'staging' }],
    [{ endpoint: 'guide' }, { endpoint: 'guide' }, { endpoint: null }],
  );
  expect(rows).toEqual([
    {
      name: 'guide',
      environment: null,
      requests: 5,
      course: [null, 5, null],
      errorRate: null,
      p95: 900,
      satisfaction: null,
      cost: null,
      openAlerts: 2,
      drifting: true,
      uptime: null,
    },
    {
      name: 'quiet',
      environment: 'staging',
      requests: 0,
      course: [],
      errorRate: null,
      p95: null,
      satisfaction: null,
      cost: null,
      openAlerts: 0,
      drifting: false,
      uptime: null,
    },
  ]);
});

it('has no rows while nothing is known', () => {
  expect(endpointRows(nothing, [], [])).toEqual([]);
});
