import { databricksRoute, invocationSchema, invoke, requestContext } from '#lib/serving/index.ts';

export const POST = databricksRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint: a conversation, or rows of a data frame',
  body: invocationSchema,
  handle: ({ name, body, ...rest }) => invoke(name, body, requestContext(rest)),
});
