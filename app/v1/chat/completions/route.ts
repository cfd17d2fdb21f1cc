import {
  chatCompletionRequestSchema,
  createChatCompletion,
  openAiRoute,
  requestContext,
} from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint',
  body: chatCompletionRequestSchema,
  handle: ({ body, ...rest }) => createChatCompletion(body, requestContext(rest)),
});
