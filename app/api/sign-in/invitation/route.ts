import { z } from 'zod';
import { acceptInvitation, browserOf, openRoute, sessionCookie } from '#lib/access/index.ts';
import { acceptInvitationSchema } from '#lib/access/schemas.ts';

/** Makes the account an invitation stands for; the answer's cookie signs in to it. */
export const POST = openRoute({
  summary: 'Accept an invitation',
  body: acceptInvitationSchema,
  output: z.object({}),
  status: 201,
  handle: async ({ body, request }) => {
    const session = await acceptInvitation(body, await browserOf(request));
    return { json: {}, cookies: [await sessionCookie(session)] };
  },
});
