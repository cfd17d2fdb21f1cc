import { route } from '#lib/access/index.ts';
import { queryMetrics } from '#lib/monitoring/index.ts';
import { metricsQuerySchema, metricsSchema } from '#lib/monitoring/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read traffic, latency, cost and quality over time',
  query: metricsQuerySchema,
  output: metricsSchema,
  handle: ({ caller, query }) => queryMetrics(caller, query),
});
