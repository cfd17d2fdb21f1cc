import { resetSecondFactor, route } from '#lib/access/index.ts';
import { idParamsSchema } from '#lib/access/schemas.ts';

export const DELETE = route({
  permission: 'access.write',
  summary: 'Take away a user’s second factor',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await resetSecondFactor(caller, params.id);
    return undefined;
  },
});
