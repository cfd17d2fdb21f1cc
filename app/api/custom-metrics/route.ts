import { route } from '#lib/access/index.ts';
import { createCustomMetric, listCustomMetrics } from '#lib/monitors/index.ts';
import {
  createCustomSchema,
  customMetricSchema,
  customPageSchema,
  listCustomQuerySchema,
} from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List metrics of one’s own formulas',
  query: listCustomQuerySchema,
  output: customPageSchema,
  handle: ({ caller, query }) => listCustomMetrics(caller, query),
});

export const POST = route({
  permission: 'monitors.write',
  summary: 'Create a metric of one’s own formula',
  body: createCustomSchema,
  output: customMetricSchema,
  status: 201,
  handle: ({ caller, body }) => createCustomMetric(caller, body),
});
