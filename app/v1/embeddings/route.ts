import { createEmbeddings, embeddingsRequestSchema, inContext, openAiRoute } from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Embed texts',
  body: embeddingsRequestSchema,
  handle: ({ body, ...rest }) => inContext(rest, (context) => createEmbeddings(body, context)),
});
