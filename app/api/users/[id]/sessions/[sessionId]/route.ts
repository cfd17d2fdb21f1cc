import { z } from 'zod';
import { revokeUserSessions, route } from '#lib/access/index.ts';
import { idParamsSchema } from '#lib/access/schemas.ts';

export const DELETE = route({
  permission: 'access.write',
  summary: 'End a session of a user',
  params: idParamsSchema.extend({ sessionId: z.uuid('This is not an id.') }),
  handle: async ({ caller, params }) => {
    await revokeUserSessions(caller, params.id, params.sessionId);
    return undefined;
  },
});
