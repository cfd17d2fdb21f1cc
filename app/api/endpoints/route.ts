import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { createEndpoint, listEndpoints } from '#lib/serving/index.ts';
import { createEndpointSchema, endpointSummarySchema } from '#lib/serving/schemas.ts';

export const GET = route({
  permission: 'endpoints.read',
  summary: 'List endpoints',
  output: z.object({ items: z.array(endpointSummarySchema) }),
  handle: async ({ caller }) => ({ items: await listEndpoints(caller) }),
});

export const POST = route({
  permission: 'endpoints.write',
  summary: 'Create an endpoint',
  body: createEndpointSchema,
  output: endpointSummarySchema,
  status: 201,
  handle: ({ caller, body }) => createEndpoint(caller, body),
});
