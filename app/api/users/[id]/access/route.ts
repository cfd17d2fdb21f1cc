import { describeAccess, route } from '#lib/access/index.ts';
import { accessDescriptionSchema, idParamsSchema } from '#lib/access/schemas.ts';

export const GET = route({
  permission: 'access.read',
  summary: 'Tell what a person may do, where, and through which grants',
  params: idParamsSchema,
  output: accessDescriptionSchema,
  handle: ({ caller, params }) => describeAccess(caller, params.id),
});
