import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteEndpoint, getEndpoint, updateEndpoint } from '#lib/serving/index.ts';
import {
  endpointDetailSchema,
  endpointNameSchema,
  endpointSummarySchema,
  updateEndpointSchema,
} from '#lib/serving/schemas.ts';

const params = z.object({ name: endpointNameSchema });

export const GET = route({
  permission: 'endpoints.read',
  summary: 'Read an endpoint with its history',
  params,
  output: endpointDetailSchema,
  handle: ({ caller, params: { name } }) => getEndpoint(caller, name),
});

export const PATCH = route({
  permission: 'endpoints.write',
  summary: 'Change what an endpoint serves',
  params,
  body: updateEndpointSchema,
  output: endpointSummarySchema,
  handle: ({ caller, params: { name }, body }) => updateEndpoint(caller, name, body),
});

/** `?confirm=<name>` repeats the name. */
export const DELETE = route({
  permission: 'endpoints.write',
  summary: 'Delete an endpoint',
  params,
  query: z.object({ confirm: z.string().default('') }),
  handle: async ({ caller, params: { name }, query: { confirm } }) => {
    await deleteEndpoint(caller, name, confirm);
    return undefined;
  },
});
