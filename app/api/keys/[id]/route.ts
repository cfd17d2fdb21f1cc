import { revokeApiKey, route } from '#lib/access/index.ts';
import { idParamsSchema } from '#lib/access/schemas.ts';

export const DELETE = route({
  // `keys.own` or `keys.all`; the verb checks.
  permission: 'any-user',
  summary: 'Revoke an API key',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await revokeApiKey(caller, params.id);
    return undefined;
  },
});
