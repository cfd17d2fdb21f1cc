import { describeUserSecondFactor, resetSecondFactor, route } from '#lib/access/index.ts';
import { idParamsSchema, secondFactorSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'Read the state of a user’s second factor',
  params: idParamsSchema,
  output: secondFactorSchema,
  handle: ({ caller, params }) => describeUserSecondFactor(caller, params.id),
});

export const DELETE = route({
  permission: 'access.write',
  summary: 'Take away a user’s second factor',
  params: idParamsSchema,
  handle: async ({ caller, params }) => {
    await resetSecondFactor(caller, params.id);
    return undefined;
  },
});
