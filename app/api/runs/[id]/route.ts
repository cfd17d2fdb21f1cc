import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteRun, getRunDetail, updateRun } from '#lib/tracking/index.ts';
import { describeSchema, runDetailSchema, runIdSchema, runSchema } from '#lib/tracking/schemas.ts';

const params = z.object({ id: runIdSchema });

export const GET = route({
  permission: 'runs.read',
  summary: 'Read a run',
  params,
  output: runDetailSchema,
  handle: ({ caller, params: { id } }) => getRunDetail(caller, id),
});

export const PATCH = route({
  permission: 'runs.write',
  summary: 'Describe a run',
  params,
  body: describeSchema,
  output: runSchema,
  handle: ({ caller, params: { id }, body }) => updateRun(caller, id, body),
});

export const DELETE = route({
  permission: 'runs.write',
  summary: 'Delete a run',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteRun(caller, id);
    return undefined;
  },
});
