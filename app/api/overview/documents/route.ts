import { route } from '#lib/access/index.ts';
import { readDocumentUse } from '#lib/dashboards/index.ts';
import { documentUseQuerySchema, documentUseSchema } from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List the documents that answers cite most, those readers dislike, and stale ones',
  query: documentUseQuerySchema,
  output: documentUseSchema,
  handle: ({ caller, query }) => readDocumentUse(caller, query),
});
