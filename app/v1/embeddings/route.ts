import {
  createEmbeddings,
  embeddingsRequestSchema,
  openAiRoute,
  requestContext,
} from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Embed texts',
  body: embeddingsRequestSchema,
  handle: ({ body, ...rest }) => createEmbeddings(body, requestContext(rest)),
});
