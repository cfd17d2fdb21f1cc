import {
  chatCompletionRequestSchema,
  createChatCompletion,
  inContext,
  openAiRoute,
} from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint',
  body: chatCompletionRequestSchema,
  handle: ({ body, ...rest }) => inContext(rest, (context) => createChatCompletion(body, context)),
});
