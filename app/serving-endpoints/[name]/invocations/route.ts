import { databricksRoute, inContext, invocationSchema, invoke } from '#lib/serving/index.ts';

export const POST = databricksRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint: a conversation, or rows of a data frame',
  body: invocationSchema,
  handle: ({ name, body, ...rest }) => inContext(rest, (context) => invoke(name, body, context)),
});
