import { route } from '#lib/access/index.ts';
import { cancelDocument } from '#lib/knowledge/index.ts';
import { documentSummarySchema, documentParamsSchema as params } from '#lib/knowledge/schemas.ts';

export const POST = route({
  permission: 'knowledge.write',
  summary: 'Cancel the processing of a document',
  params,
  output: documentSummarySchema,
  handle: ({ caller, params: { name, id } }) => cancelDocument(caller, name, id),
});
