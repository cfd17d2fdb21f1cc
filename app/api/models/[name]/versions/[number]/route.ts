import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getVersion } from '#lib/registry/index.ts';
import { modelNameSchema, modelVersionSchema, versionNumberSchema } from '#lib/registry/schemas.ts';

export const GET = route({
  permission: 'models.read',
  params: z.object({ name: modelNameSchema, number: versionNumberSchema }),
  output: modelVersionSchema,
  handle: ({ caller, params }) => getVersion(caller, params.name, params.number),
});
