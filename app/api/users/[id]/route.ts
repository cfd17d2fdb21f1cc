import { route, updateUser } from '#lib/access/index.ts';
import { idParamsSchema, updateUserSchema, userSummarySchema } from '#lib/access/schemas.ts';

export const PATCH = route({
  permission: 'access.write',
  summary: 'Change a user',
  params: idParamsSchema,
  body: updateUserSchema,
  output: userSummarySchema,
  handle: ({ caller, params, body }) => updateUser(caller, params.id, body),
});
