import { databricksRoute, queryIndex, queryIndexSchema } from '#lib/serving/index.ts';

export const POST = databricksRoute({
  permission: 'knowledge.read',
  summary: 'Search a knowledge base',
  body: queryIndexSchema,
  handle: ({ caller, name, body, request }) => queryIndex(caller, name, body, request.signal),
});
