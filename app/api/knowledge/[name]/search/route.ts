import { route } from '#lib/access/index.ts';
import { searchKnowledge } from '#lib/knowledge/index.ts';
import {
  knowledgeParamsSchema as params,
  searchInputSchema,
  searchResultSchema,
} from '#lib/knowledge/schemas.ts';

export const POST = route({
  permission: 'knowledge.read',
  summary: 'Search passages',
  params,
  body: searchInputSchema,
  output: searchResultSchema,
  handle: ({ caller, params: { name }, body, signal }) => searchKnowledge(caller, name, body, signal),
});
