import { listMembers, route } from '#lib/access/index.ts';
import { idParamsSchema, listTeamsQuerySchema, teamMemberListSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List the members of a team',
  params: idParamsSchema,
  query: listTeamsQuerySchema,
  output: teamMemberListSchema,
  handle: ({ caller, params, query }) => listMembers(caller, params.id, query),
});
