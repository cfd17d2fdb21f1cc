import { deleteRole, route, saveRole } from '#lib/access/index.ts';
import { roleParamsSchema, roleSummarySchema, saveRoleSchema } from '#lib/access/schemas.ts';

export const PUT = route({
  permission: 'access.write',
  summary: 'Add or change a custom role',
  params: roleParamsSchema,
  body: saveRoleSchema,
  output: roleSummarySchema,
  handle: ({ caller, params, body }) => saveRole(caller, params.name, body),
});

export const DELETE = route({
  permission: 'access.write',
  summary: 'Delete a custom role',
  params: roleParamsSchema,
  handle: async ({ caller, params }) => {
    await deleteRole(caller, params.name);
    return undefined;
  },
});
