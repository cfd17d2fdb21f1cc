import { revokeOwnSession, route } from '#lib/access/index.ts';
import { idParamsSchema } from '#lib/access/schemas.ts';

export const DELETE = route({
  permission: 'any-user',
  summary: 'End one of one’s sessions',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await revokeOwnSession(caller, params.id);
    return undefined;
  },
});
