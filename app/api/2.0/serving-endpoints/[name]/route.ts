import { databricksRoute, deleteServingEndpoint, getServingEndpoint } from '#lib/serving/index.ts';

export const GET = databricksRoute({
  permission: 'endpoints.read',
  summary: 'Read a serving endpoint',
  handle: ({ caller, name }) => getServingEndpoint(caller, name),
});

export const DELETE = databricksRoute({
  permission: 'endpoints.write',
  summary: 'Delete a serving endpoint',
  handle: ({ caller, name }) => deleteServingEndpoint(caller, name),
});
