import { expect, it } from 'vitest';
import { panelExpressionSchema } from '#lib/dashboards/schemas.ts';
import { aggregationsOf, dimensions, metricNames } from '#lib/monitoring/schemas.ts';
import { wholeExpression } from './expression.ts';

it('lets fall what does not fit the metric', () => {
  const draft = { aggregation: 'p95', groupBy: 'version', arm: 'next', traffic: 'shadow' } as const;
  expect(wholeExpression({ ...draft, metric: 'process_cpu', subject: 'web-1', endpoint: null })).toEqual({
    metric: 'process_cpu',
    aggregation: 'mean',
    traffic: 'live',
    subject: 'web-1',
  });
  expect(wholeExpression({ ...draft, metric: 'latency', subject: 'web-1' })).toEqual({
    metric: 'latency',
    aggregation: 'p95',
    groupBy: 'version',
    arm: 'next',
    traffic: 'shadow',
  });
});

it('asks processes in no environment, which they are in none of', () => {
  const where = { environment: 'production', endpoint: 'guide' } as const;
  expect(wholeExpression({ metric: 'process_cpu', ...where })).toEqual({
    metric: 'process_cpu',
    aggregation: 'mean',
    traffic: 'live',
  });
  expect(wholeExpression({ metric: 'health_up', ...where })).toMatchObject(where);
});

it('gives a share its threshold, and nothing else one', () => {
  expect(wholeExpression({ metric: 'latency', aggregation: 'share_at_most' }).threshold).toBe(2000);
  expect(wholeExpression({ metric: 'latency', aggregation: 'p50', threshold: 3 })).not.toHaveProperty(
    'threshold',
  );
});

it('makes a question with an answer of whatever stands in the address', () => {
  for (const metric of metricNames) {
    for (const aggregation of [...new Set(Object.values(aggregationsOf).flat()), null]) {
      for (const groupBy of [...dimensions, null]) {
        const whole = wholeExpression({ metric, aggregation, groupBy, subject: 'x', version: 1 });
        expect(panelExpressionSchema.safeParse(whole).error).toBeUndefined();
      }
    }
  }
});
