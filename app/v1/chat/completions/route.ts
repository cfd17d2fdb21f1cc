import {
  chatCompletionRequestSchema,
  createChatCompletion,
  openAiRoute,
  requestContext,
} from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  body: chatCompletionRequestSchema,
  handle: ({ body, ...rest }) => createChatCompletion(body, requestContext(rest)),
});
