import { listUserSessions, revokeUserSessions, route } from '#lib/access/index.ts';
import {
  endedSessionsSchema,
  idParamsSchema,
  listSessionsQuerySchema,
  sessionListSchema,
} from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List a user’s sessions',
  params: idParamsSchema,
  query: listSessionsQuerySchema,
  output: sessionListSchema,
  handle: ({ caller, params, query }) => listUserSessions(caller, params.id, query),
});

export const DELETE = route({
  permission: 'access.write',
  summary: 'End all sessions of a user',
  params: idParamsSchema,
  output: endedSessionsSchema,
  handle: async ({ caller, params }) => ({ ended: await revokeUserSessions(caller, params.id, null) }),
});
