import { route } from '#lib/access/index.ts';
import { listProblems } from '#lib/triage/index.ts';
import { problemListSchema, problemQuerySchema } from '#lib/triage/schemas.ts';

export const GET = route({
  permission: 'inferences.read',
  summary: 'Rank problem inputs',
  query: problemQuerySchema,
  output: problemListSchema,
  handle: ({ caller, query }) => listProblems(caller, query),
});
