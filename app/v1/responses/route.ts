import {
  createResponse,
  endsResponse,
  inContext,
  openAiRoute,
  responseRequestSchema,
} from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint in the shape of OpenAI’s Responses API',
  body: responseRequestSchema,
  isWhole: endsResponse,
  handle: ({ body, ...rest }) => inContext(rest, (context) => createResponse(body, context)),
});
