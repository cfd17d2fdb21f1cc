import { deleteTeam, getTeam, route, saveTeam } from '#lib/access/index.ts';
import { idParamsSchema, saveTeamSchema, teamSummarySchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'Read a team',
  params: idParamsSchema,
  output: teamSummarySchema,
  handle: ({ caller, params }) => getTeam(caller, params.id),
});

export const PATCH = route({
  permission: 'access.write',
  summary: 'Rename or describe a team',
  params: idParamsSchema,
  body: saveTeamSchema,
  output: teamSummarySchema,
  handle: ({ caller, params, body }) => saveTeam(caller, params.id, body),
});

export const DELETE = route({
  permission: 'access.write',
  summary: 'Delete a team',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await deleteTeam(caller, params.id);
    return undefined;
  },
});
