import { z } from 'zod';
import {
  browserOf,
  finishSignIn,
  openRoute,
  readStepToken,
  sessionCookie,
  stepCookie,
} from '#lib/access/index.ts';
import { secondStepSchema } from '#lib/access/schemas.ts';

/** The second half of a sign-in; the first left a cookie that names it. */
export const POST = openRoute({
  summary: 'Sign in with the code of a second factor',
  body: secondStepSchema,
  output: z.object({}),
  handle: async ({ body, request }) => {
    const session = await finishSignIn(readStepToken(request), body, await browserOf(request));
    return { json: {}, cookies: [await sessionCookie(session), stepCookie(null)] };
  },
});
