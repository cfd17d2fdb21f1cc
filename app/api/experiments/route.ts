import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listExperiments } from '#lib/tracking/index.ts';
import { experimentListSchema, lifecycleSchema } from '#lib/tracking/schemas.ts';

export const GET = route({
  permission: 'runs.read',
  summary: 'List experiments',
  query: z.object({ lifecycle: lifecycleSchema.default('active') }),
  output: experimentListSchema,
  handle: async ({ caller, query }) => ({ items: await listExperiments(caller, query.lifecycle) }),
});
