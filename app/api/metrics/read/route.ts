import { route } from '#lib/access/index.ts';
import { queryMetric } from '#lib/monitoring/index.ts';
import { metricQuerySchema, metricReadingSchema } from '#lib/monitoring/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read one metric over time, by groups',
  query: metricQuerySchema,
  output: metricReadingSchema,
  handle: ({ caller, query }) => queryMetric(caller, query),
});
