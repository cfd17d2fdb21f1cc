import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { describeExperiment, getExperiment } from '#lib/tracking/index.ts';
import { describeSchema, experimentIdSchema, experimentSchema } from '#lib/tracking/schemas.ts';

const params = z.object({ id: experimentIdSchema });

export const GET = route({
  permission: 'runs.read',
  summary: 'Read an experiment',
  params,
  output: experimentSchema,
  handle: ({ caller, params: { id } }) => getExperiment(caller, { id }),
});

export const PATCH = route({
  permission: 'runs.write',
  summary: 'Describe an experiment',
  params,
  body: describeSchema,
  handle: async ({ caller, params: { id }, body }) => {
    await describeExperiment(caller, id, body.description);
    return undefined;
  },
});
