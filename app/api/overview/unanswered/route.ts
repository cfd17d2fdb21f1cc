import { route } from '#lib/access/index.ts';
import { listUnanswered } from '#lib/dashboards/index.ts';
import { overviewQuerySchema, unansweredSchema } from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List questions that found no answer, those asked most first',
  query: overviewQuerySchema,
  output: unansweredSchema,
  handle: ({ caller, query }) => listUnanswered(caller, query),
});
