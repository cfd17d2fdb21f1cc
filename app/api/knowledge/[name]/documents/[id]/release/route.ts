import { route } from '#lib/access/index.ts';
import { releaseDocument } from '#lib/knowledge/index.ts';
import { documentSummarySchema, documentParamsSchema as params } from '#lib/knowledge/schemas.ts';

export const POST = route({
  permission: 'guardrails.review',
  summary: 'Let a quarantined document be published',
  params,
  output: documentSummarySchema,
  handle: ({ caller, params: { name, id } }) => releaseDocument(caller, name, id),
});
