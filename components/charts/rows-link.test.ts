import { expect, it } from 'vitest';
import { inferencePageQuerySchema } from '#lib/inference/schemas.ts';
import {
  aggregationsOf,
  describeMetric,
  type MetricExpression,
  metricNames,
} from '#lib/monitoring/schemas.ts';
import { rowsHref } from './rows-link.ts';

const range = { from: '2026-11-21T10:00:00.000Z', to: '2026-11-21T10:05:00.000Z' };
const paramsOf = (href: string | null) => Object.fromEntries(new URL(href ?? '', 'http://x').searchParams);

it('leads from a percentile to the requests at least that slow', () => {
  const expression: MetricExpression = {
    metric: 'latency',
    aggregation: 'p95',
    traffic: 'live',
    endpoint: 'guide',
    environment: 'production',
    version: 3,
    model: 'guide',
  };
  expect(paramsOf(rowsHref(expression, range, 1234.5))).toEqual({
    ...range,
    env: 'production',
    endpoint: 'guide',
    model: 'guide',
    version: '3',
    sort: 'totalMs',
    minMs: '1234',
  });
});

it('leads from errors to what failed, of shadows too', () => {
  const href = rowsHref(
    { metric: 'error_rate', aggregation: 'value', traffic: 'shadow', arm: 'next' },
    range,
  );
  expect(paramsOf(href)).toEqual({ ...range, status: 'error', traffic: 'shadow', arm: 'next' });
});

it('leads to what lies beyond the threshold of a share', () => {
  const within = {
    metric: 'latency',
    aggregation: 'share_at_most',
    threshold: 2000,
    traffic: 'live',
  } as const;
  expect(paramsOf(rowsHref(within, range))).toMatchObject({ minMs: '2000' });
});

it('leads to the dearer ones in dollars, and to the worse ones where more is better', () => {
  const dear = { metric: 'request_cost', aggregation: 'p99', traffic: 'live' } as const;
  expect(paramsOf(rowsHref(dear, range, 4_200_000))).toMatchObject({ minCost: '0.0042' });
  const poor = { metric: 'retrieval_score', aggregation: 'p50', traffic: 'live' } as const;
  expect(paramsOf(rowsHref(poor, range, 0.3))).toMatchObject({ maxRetrievalScore: '0.3', order: 'asc' });
  const slow = { metric: 'generate', aggregation: 'mean', traffic: 'live' } as const;
  expect(paramsOf(rowsHref(slow, range, 900))).toEqual(range);
});

it('leads from a kind to the rows of that kind', () => {
  const kind = { metric: 'errors_by_kind', aggregation: 'sum', traffic: 'live', subject: 'timeout' } as const;
  expect(paramsOf(rowsHref(kind, range))).toEqual({
    ...range,
    status: 'error,refused',
    errorCode: 'timeout',
  });
});

it('knows that of resources there are no rows', () => {
  expect(rowsHref({ metric: 'process_cpu', aggregation: 'mean', traffic: 'live' }, range)).toBeNull();
  expect(rowsHref({ metric: 'health_up', aggregation: 'mean', traffic: 'live' }, range)).toBe('/health');
});

it('only ever asks what the list of requests understands', () => {
  for (const metric of metricNames) {
    for (const aggregation of aggregationsOf[describeMetric(metric).kind]) {
      const href = rowsHref({ metric, aggregation, threshold: 0.5, traffic: 'playground' }, range, 0.5);
      if (!href?.startsWith('/inferences')) continue;
      expect(inferencePageQuerySchema.safeParse(paramsOf(href)).error, href).toBeUndefined();
    }
  }
});
