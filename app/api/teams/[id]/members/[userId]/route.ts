import { addMember, dropMember, route } from '#lib/access/index.ts';
import { memberParamsSchema } from '#lib/access/schemas.ts';

export const PUT = route({
  permission: 'access.write',
  summary: 'Add a person to a team',
  params: memberParamsSchema,
  handle: async ({ caller, params }) => {
    await addMember(caller, params.id, params.userId);
    return undefined;
  },
});

export const DELETE = route({
  permission: 'access.write',
  summary: 'Remove a person from a team',
  params: memberParamsSchema,
  handle: async ({ caller, params }) => {
    await dropMember(caller, params.id, params.userId);
    return undefined;
  },
});
