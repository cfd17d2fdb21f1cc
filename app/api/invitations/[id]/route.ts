import { revokeInvitation, route } from '#lib/access/index.ts';
import { idParamsSchema } from '#lib/access/schemas.ts';

export const DELETE = route({
  permission: 'access.write',
  summary: 'Take an invitation back',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await revokeInvitation(caller, params.id);
    return undefined;
  },
});
