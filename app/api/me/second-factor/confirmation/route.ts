import { browserOf, confirmEnrolment, route, sessionCookie } from '#lib/access/index.ts';
import { recoveryCodesSchema, secondStepSchema } from '#lib/access/schemas.ts';

/** Ends all other sessions; the cookie in the answer is a new one for this browser. */
export const POST = route({
  permission: 'any-user',
  summary: 'Confirm a second factor with a first code',
  beforeEnrolment: true,
  body: secondStepSchema,
  output: recoveryCodesSchema,
  secretAnswer: true,
  handle: async ({ caller, body, request }) => {
    const { session, recoveryCodes } = await confirmEnrolment(caller, body.code, await browserOf(request));
    const headers = { 'set-cookie': await sessionCookie(session), 'cache-control': 'no-store' };
    return Response.json(recoveryCodesSchema.parse({ recoveryCodes }), { headers });
  },
});
