import { beginSignInWith, browserOf, openRoute, stepCookie } from '#lib/access/index.ts';
import { addressSchema, beginSignInSchema } from '#lib/access/schemas.ts';

/** Answers where to send the browser. From this server's own pages alone: no other site signs a browser in (login CSRF). */
export const POST = openRoute({
  summary: 'Begin to sign in with an identity provider',
  body: beginSignInSchema,
  output: addressSchema,
  handle: async ({ body, request }) => {
    const { url, token } = await beginSignInWith(body.slug, body.next, await browserOf(request));
    return { json: { url }, cookies: [stepCookie(token)] };
  },
});
