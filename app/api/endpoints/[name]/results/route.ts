import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { armResults } from '#lib/monitoring/index.ts';
import { armResultsQuerySchema, armResultsSchema } from '#lib/monitoring/schemas.ts';
import { endpointNameSchema } from '#lib/serving/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Compare what served entities achieve',
  params: z.object({ name: endpointNameSchema }),
  query: armResultsQuerySchema,
  output: armResultsSchema,
  handle: ({ caller, params: { name }, query: { config } }) => armResults(caller, name, config),
});
