import { aiGatewaySchema, databricksRoute, putAiGateway } from '#lib/serving/index.ts';

export const PUT = databricksRoute({
  permission: 'endpoints.write',
  summary: 'Change the AI Gateway of a serving endpoint',
  body: aiGatewaySchema,
  handle: ({ caller, name, body }) => putAiGateway(caller, name, body),
});
