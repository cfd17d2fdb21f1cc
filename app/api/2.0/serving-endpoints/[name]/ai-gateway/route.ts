import { aiGatewaySchema, databricksRoute, putAiGateway } from '#lib/serving/index.ts';

export const PUT = databricksRoute({
  permission: 'endpoints.write',
  summary: 'Change limits and guardrails',
  body: aiGatewaySchema,
  handle: ({ caller, name, body }) => putAiGateway(caller, name, body),
});
