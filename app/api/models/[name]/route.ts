import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getModel } from '#lib/registry/index.ts';
import { modelDetailSchema, modelNameSchema } from '#lib/registry/schemas.ts';

export const GET = route({
  permission: 'models.read',
  params: z.object({ name: modelNameSchema }),
  output: modelDetailSchema,
  handle: ({ caller, params }) => getModel(caller, params.name),
});
