import { listRoles, route } from '#lib/access/index.ts';
import { roleListSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'List roles with their permissions',
  output: roleListSchema,
  handle: ({ caller }) => listRoles(caller),
});
