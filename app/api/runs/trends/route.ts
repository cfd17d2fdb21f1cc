import { route } from '#lib/access/index.ts';
import { metricTrends } from '#lib/tracking/index.ts';
import { runTrendsQuerySchema, runTrendsSchema } from '#lib/tracking/schemas.ts';

/** A POST, because so many run ids do not fit into an address. */
export const POST = route({
  permission: 'runs.read',
  summary: 'Read the metrics of runs over their steps',
  body: runTrendsQuerySchema,
  output: runTrendsSchema,
  handle: async ({ caller, body }) => ({ items: await metricTrends(caller, body) }),
});
