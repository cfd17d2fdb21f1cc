import { databricksRoute, invocationSchema, invoke } from '#lib/serving/index.ts';

export const POST = databricksRoute({
  permission: 'endpoints.query',
  summary: 'Ask an endpoint',
  body: invocationSchema,
  handle: ({ caller, name, body, request, requestId }) =>
    invoke(name, body, {
      caller,
      requestId,
      clientRequestId: request.headers.get('x-client-request-id')?.slice(0, 200) ?? null,
      unit: request.headers.get('x-slipway-unit')?.slice(0, 200) ?? null,
      signal: request.signal,
    }),
});
