import { chatCompletionRequestSchema, createChatCompletion, openAiRoute } from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  body: chatCompletionRequestSchema,
  handle: ({ caller, body, request, requestId }) =>
    createChatCompletion(body, {
      caller,
      requestId,
      clientRequestId: request.headers.get('x-client-request-id')?.slice(0, 200) ?? null,
      unit: request.headers.get('x-slipway-unit')?.slice(0, 200) ?? null,
      signal: request.signal,
    }),
});
