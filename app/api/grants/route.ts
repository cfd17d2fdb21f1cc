import { createGrant, listGrants, route } from '#lib/access/index.ts';
import {
  createGrantSchema,
  grantListSchema,
  grantSummarySchema,
  listGrantsQuerySchema,
} from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List who holds which role where',
  query: listGrantsQuerySchema,
  output: grantListSchema,
  handle: ({ caller, query }) => listGrants(caller, query),
});

export const POST = route({
  permission: 'access.write',
  summary: 'Give a user or a team a role',
  body: createGrantSchema,
  output: grantSummarySchema,
  status: 201,
  handle: ({ caller, body }) => createGrant(caller, body),
});
