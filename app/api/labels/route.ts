import { route } from '#lib/access/index.ts';
import { createLabel, listLabels } from '#lib/triage/index.ts';
import { labelInputSchema, labelListSchema, labelSchema } from '#lib/triage/schemas.ts';

export const GET = route({
  permission: 'inferences.read',
  summary: 'List labels',
  output: labelListSchema,
  handle: ({ caller }) => listLabels(caller),
});

export const POST = route({
  permission: 'inferences.label',
  summary: 'Create a label',
  body: labelInputSchema,
  output: labelSchema,
  status: 201,
  handle: ({ caller, body }) => createLabel(caller, body),
});
