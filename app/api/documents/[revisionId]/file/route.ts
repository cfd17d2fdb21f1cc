import { route } from '#lib/access/index.ts';
import { sendOriginal } from '#lib/knowledge/index.ts';
import { revisionParamsSchema as params } from '#lib/knowledge/schemas.ts';

/** The bytes as uploaded; PDFs open in the browser, everything else is a download. */
export const GET = route({
  permission: 'any-user',
  summary: 'Download a document as it was uploaded',
  params,
  timeoutMs: null,
  handle: ({ caller, params: { revisionId }, request }) => sendOriginal(caller, revisionId, request),
});
