import { listTeams, route, saveTeam } from '#lib/access/index.ts';
import {
  listTeamsQuerySchema,
  saveTeamSchema,
  teamListSchema,
  teamSummarySchema,
} from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List teams',
  query: listTeamsQuerySchema,
  output: teamListSchema,
  handle: ({ caller, query }) => listTeams(caller, query),
});

export const POST = route({
  permission: 'access.write',
  summary: 'Add a team',
  body: saveTeamSchema,
  output: teamSummarySchema,
  status: 201,
  handle: ({ caller, body }) => saveTeam(caller, null, body),
});
