import { route, searchPrincipals } from '#lib/access/index.ts';
import { principalListSchema, searchPrincipalsSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'knowledge.write',
  summary: 'Find people and teams to choose readers from',
  query: searchPrincipalsSchema,
  output: principalListSchema,
  handle: ({ caller, query }) => searchPrincipals(caller, query.search),
});
