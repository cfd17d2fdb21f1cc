import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteObjective, getObjective, updateObjective } from '#lib/objectives/index.ts';
import { objectiveHistorySchema, objectiveInputSchema, objectiveSchema } from '#lib/objectives/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Get an objective and how its budget was used over the window',
  params,
  output: objectiveHistorySchema,
  handle: ({ caller, params: { id } }) => getObjective(caller, id),
});

/** With `if-match: <updatedAt as last read>` only when nobody changed the objective since; otherwise 409. */
export const PUT = route({
  permission: 'alerts.write',
  summary: 'Change an objective',
  params,
  body: objectiveInputSchema,
  output: objectiveSchema,
  handle: ({ caller, params: { id }, body, request }) =>
    updateObjective(caller, id, body, request.headers.get('if-match')),
});

export const DELETE = route({
  permission: 'alerts.write',
  summary: 'Delete an objective',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteObjective(caller, id);
    return undefined;
  },
});
