import {
  createResponse,
  endsResponse,
  openAiRoute,
  requestContext,
  responseRequestSchema,
} from '#lib/serving/index.ts';

export const POST = openAiRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint in the shape of OpenAI’s Responses API',
  body: responseRequestSchema,
  isWhole: endsResponse,
  handle: ({ body, ...rest }) => createResponse(body, requestContext(rest)),
});
