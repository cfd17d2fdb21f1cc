import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteVersion, getVersion, updateVersion } from '#lib/registry/index.ts';
import {
  deleteVersionSchema,
  modelNameSchema,
  modelVersionSchema,
  updateVersionSchema,
  versionNumberSchema,
} from '#lib/registry/schemas.ts';

const params = z.object({ name: modelNameSchema, number: versionNumberSchema });

export const GET = route({
  permission: 'models.read',
  summary: 'Read a version',
  params,
  output: modelVersionSchema,
  handle: ({ caller, params: { name, number } }) => getVersion(caller, name, number),
});

export const PATCH = route({
  permission: 'models.write',
  summary: 'Describe a version',
  params,
  body: updateVersionSchema,
  output: modelVersionSchema,
  handle: ({ caller, params: { name, number }, body }) => updateVersion(caller, name, number, body),
});

export const DELETE = route({
  permission: 'models.write',
  summary: 'Delete a version',
  params,
  query: deleteVersionSchema,
  handle: async ({ caller, params: { name, number }, query }) => {
    await deleteVersion(caller, name, number, query);
    return undefined;
  },
});
