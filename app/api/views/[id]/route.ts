import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteView, updateView } from '#lib/triage/index.ts';
import { viewInputSchema, viewSchema } from '#lib/triage/schemas.ts';

const params = z.object({ id: z.uuid() });

export const PUT = route({
  permission: 'dashboards.own',
  summary: 'Change a saved view',
  params,
  body: viewInputSchema,
  output: viewSchema,
  handle: ({ caller, params: { id }, body }) => updateView(caller, id, body),
});

export const DELETE = route({
  permission: 'dashboards.own',
  summary: 'Delete a saved view',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteView(caller, id);
    return undefined;
  },
});
