import { databricksRoute, listIndexes } from '#lib/serving/index.ts';

export const GET = databricksRoute({
  permission: 'knowledge.read',
  summary: 'List knowledge bases as vector indexes',
  handle: ({ caller }) => listIndexes(caller),
});
