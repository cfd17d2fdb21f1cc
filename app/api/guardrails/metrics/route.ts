import { route } from '#lib/access/index.ts';
import { queryGuardMetrics } from '#lib/guardrails/index.ts';
import { guardMetricsQuerySchema, guardMetricsSchema } from '#lib/guardrails/schemas.ts';

export const GET = route({
  permission: 'endpoints.read',
  summary: 'Count what guardrails did over time',
  query: guardMetricsQuerySchema,
  output: guardMetricsSchema,
  handle: ({ caller, query }) => queryGuardMetrics(caller, query),
});
