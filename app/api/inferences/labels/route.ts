import { route } from '#lib/access/index.ts';
import { labelRequests } from '#lib/triage/index.ts';
import { labelRequestsSchema, markedSchema } from '#lib/triage/schemas.ts';

export const POST = route({
  permission: 'inferences.label',
  summary: 'Label requests',
  body: labelRequestsSchema,
  output: markedSchema,
  handle: ({ caller, body }) => labelRequests(caller, body),
});
