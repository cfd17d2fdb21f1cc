import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteLabel, updateLabel } from '#lib/triage/index.ts';
import { labelInputSchema, labelSchema } from '#lib/triage/schemas.ts';

const params = z.object({ id: z.uuid() });

export const PUT = route({
  permission: 'inferences.label',
  summary: 'Change a label',
  params,
  body: labelInputSchema,
  output: labelSchema,
  handle: ({ caller, params: { id }, body }) => updateLabel(caller, id, body),
});

export const DELETE = route({
  permission: 'inferences.label',
  summary: 'Delete a label',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteLabel(caller, id);
    return undefined;
  },
});
