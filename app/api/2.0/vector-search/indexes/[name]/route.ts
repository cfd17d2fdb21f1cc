import { databricksRoute, getIndex } from '#lib/serving/index.ts';

export const GET = databricksRoute({
  permission: 'knowledge.read',
  summary: 'Read a knowledge base as a vector index',
  handle: ({ caller, name }) => getIndex(caller, name),
});
