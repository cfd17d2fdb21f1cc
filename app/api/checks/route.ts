import { route } from '#lib/access/index.ts';
import { createCheck, listChecks } from '#lib/health/index.ts';
import { checkBodySchema, checkListSchema, checkSchema, listChecksSchema } from '#lib/health/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List health checks with their uptime',
  query: listChecksSchema,
  output: checkListSchema,
  handle: ({ caller, query }) => listChecks(caller, query),
});

export const POST = route({
  permission: 'health.write',
  summary: 'Add a health check',
  body: checkBodySchema,
  output: checkSchema,
  status: 201,
  handle: ({ caller, body }) => createCheck(caller, body),
});
