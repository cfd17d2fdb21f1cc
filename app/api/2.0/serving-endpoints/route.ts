import {
  createServingEndpoint,
  createServingEndpointSchema,
  databricksRoute,
  listServingEndpoints,
} from '#lib/serving/index.ts';

export const GET = databricksRoute({
  permission: 'endpoints.read',
  summary: 'List serving endpoints',
  handle: ({ caller }) => listServingEndpoints(caller),
});

export const POST = databricksRoute({
  permission: 'endpoints.write',
  summary: 'Create a serving endpoint',
  body: createServingEndpointSchema,
  handle: ({ caller, body }) => createServingEndpoint(caller, body),
});
