import { route } from '#lib/access/index.ts';
import { listInferences } from '#lib/inference/index.ts';
import { inferencePageQuerySchema, inferencePageSchema } from '#lib/inference/schemas.ts';

export const GET = route({
  permission: 'inferences.read',
  summary: 'List requests',
  query: inferencePageQuerySchema,
  output: inferencePageSchema,
  handle: ({ caller, query }) => listInferences(caller, query),
});
