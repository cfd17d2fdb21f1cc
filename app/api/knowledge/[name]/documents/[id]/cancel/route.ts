import { route } from '#lib/access/index.ts';
import { cancelDocument } from '#lib/knowledge/index.ts';
import { documentSummarySchema, documentParamsSchema as params } from '#lib/knowledge/schemas.ts';

export const POST = route({
  permission: 'knowledge.write',
  params,
  output: documentSummarySchema,
  handle: ({ caller, params: { name, id } }) => cancelDocument(caller, name, id),
});
