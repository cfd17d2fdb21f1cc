import { route } from '#lib/access/index.ts';
import { apiDocument } from '#lib/api-document/index.ts';

/** The OpenAPI 3.1 document of this very version. */
export const GET = route({
  permission: 'any-user',
  summary: 'Read this description',
  timeoutMs: null,
  handle: async ({ request, requestId }) => {
    const { json, etag } = await apiDocument();
    const headers = {
      etag: `"${etag}"`,
      'cache-control': 'private, no-cache',
      'x-slipway-request-id': requestId,
    };
    if (request.headers.get('if-none-match') === headers.etag)
      return new Response(null, { status: 304, headers });
    return new Response(json, { headers: { ...headers, 'content-type': 'application/json' } });
  },
});
