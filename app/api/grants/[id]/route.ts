import { revokeGrant, route } from '#lib/access/index.ts';
import { idParamsSchema } from '#lib/access/schemas.ts';

export const DELETE = route({
  permission: 'access.write',
  summary: 'Take a role away',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await revokeGrant(caller, params.id);
    return undefined;
  },
});
