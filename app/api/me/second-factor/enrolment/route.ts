import { beginEnrolment, route } from '#lib/access/index.ts';
import { beginEnrolmentSchema, enrolmentSchema } from '#lib/access/schemas.ts';

export const POST = route({
  permission: 'any-user',
  summary: 'Begin to set up a second factor',
  beforeEnrolment: true,
  body: beginEnrolmentSchema,
  output: enrolmentSchema,
  secretAnswer: true,
  handle: ({ caller, body }) => beginEnrolment(caller, body.password),
});
