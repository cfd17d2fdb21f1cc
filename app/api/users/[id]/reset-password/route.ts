import { resetPassword, route } from '#lib/access/index.ts';
import { idParamsSchema, userWithPasswordSchema } from '#lib/access/schemas.ts';

export const POST = route({
  permission: 'access.write',
  summary: 'Give a user a one-time password',
  params: idParamsSchema,
  output: userWithPasswordSchema,
  secretAnswer: true,
  handle: ({ caller, params }) => resetPassword(caller, params.id),
});
