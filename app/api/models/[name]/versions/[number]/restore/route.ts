import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { restoreVersion } from '#lib/registry/index.ts';
import {
  deleteVersionSchema,
  modelNameSchema,
  modelVersionSchema,
  versionNumberSchema,
} from '#lib/registry/schemas.ts';

export const POST = route({
  permission: 'models.write',
  summary: 'Restore a deleted version',
  params: z.object({ name: modelNameSchema, number: versionNumberSchema }),
  body: deleteVersionSchema,
  output: modelVersionSchema,
  handle: ({ caller, params: { name, number }, body }) => restoreVersion(caller, name, number, body),
});
