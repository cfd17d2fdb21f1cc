import { listOwnSessions, revokeOtherSessions, route, sessionIdOf } from '#lib/access/index.ts';
import { endedSessionsSchema, listSessionsQuerySchema, sessionListSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'List one’s sessions',
  query: listSessionsQuerySchema,
  output: sessionListSchema,
  handle: async ({ caller, query, request }) => listOwnSessions(caller, await sessionIdOf(request), query),
});

/** All but the one this request comes with. */
export const DELETE = route({
  permission: 'any-user',
  summary: 'End all of one’s other sessions',
  output: endedSessionsSchema,
  handle: async ({ caller, request }) => ({
    ended: await revokeOtherSessions(caller, await sessionIdOf(request)),
  }),
});
