import { describeSecondFactor, removeSecondFactor, route } from '#lib/access/index.ts';
import { removeSecondFactorSchema, secondFactorSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read the state of one’s second factor',
  beforeEnrolment: true,
  output: secondFactorSchema,
  handle: ({ caller }) => describeSecondFactor(caller),
});

export const DELETE = route({
  permission: 'any-user',
  summary: 'Remove one’s second factor',
  body: removeSecondFactorSchema,
  handle: async ({ caller, body }) => {
    await removeSecondFactor(caller, body);
    return undefined;
  },
});
