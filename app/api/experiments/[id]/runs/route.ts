import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listRuns } from '#lib/tracking/index.ts';
import { experimentIdSchema, runPageQuerySchema, runPageSchema } from '#lib/tracking/schemas.ts';

export const GET = route({
  permission: 'runs.read',
  summary: 'List the runs of an experiment',
  params: z.object({ id: experimentIdSchema }),
  query: runPageQuerySchema,
  output: runPageSchema,
  handle: ({ caller, params, query }) => listRuns(caller, params.id, query),
});
