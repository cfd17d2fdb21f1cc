import { route } from '#lib/access/index.ts';
import { readDocumentContent } from '#lib/knowledge/index.ts';
import { documentContentSchema, revisionParamsSchema as params } from '#lib/knowledge/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read a document as it was parsed',
  params,
  output: documentContentSchema,
  handle: ({ caller, params: { revisionId } }) => readDocumentContent(caller, revisionId),
});
