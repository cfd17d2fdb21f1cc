import { route } from '#lib/access/index.ts';
import { listEvents } from '#lib/guardrails/index.ts';
import { eventPageQuerySchema, eventPageSchema } from '#lib/guardrails/schemas.ts';

export const GET = route({
  permission: 'guardrails.review',
  summary: 'List what guardrails did',
  query: eventPageQuerySchema,
  output: eventPageSchema,
  handle: ({ caller, query }) => listEvents(caller, query),
});
