import { route } from '#lib/access/index.ts';
import { retryDocument } from '#lib/knowledge/index.ts';
import { documentSummarySchema, documentParamsSchema as params } from '#lib/knowledge/schemas.ts';

export const POST = route({
  permission: 'knowledge.write',
  summary: 'Process a failed document again',
  params,
  output: documentSummarySchema,
  handle: ({ caller, params: { name, id } }) => retryDocument(caller, name, id),
});
