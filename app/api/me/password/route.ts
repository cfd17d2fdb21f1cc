import { browserOf, changePassword, route, sessionCookie } from '#lib/access/index.ts';
import { changePasswordSchema } from '#lib/access/schemas.ts';

/** Ends all sessions; the cookie in the answer keeps this browser signed in. */
export const POST = route({
  permission: 'any-user',
  summary: 'Change one’s password',
  beforePasswordChange: true,
  body: changePasswordSchema,
  handle: async ({ caller, body, request }) => {
    const cookie = await sessionCookie(await changePassword(caller, body, await browserOf(request)));
    return new Response(null, {
      status: 204,
      headers: { 'set-cookie': cookie, 'cache-control': 'no-store' },
    });
  },
});
