import { route } from '#lib/access/index.ts';
import { finishRequests } from '#lib/triage/index.ts';
import { finishRequestsSchema, markedSchema } from '#lib/triage/schemas.ts';

export const POST = route({
  permission: 'inferences.label',
  summary: 'Mark requests as done',
  body: finishRequestsSchema,
  output: markedSchema,
  handle: ({ caller, body }) => finishRequests(caller, body),
});
