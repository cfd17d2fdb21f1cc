import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteModel, getModel, updateModel } from '#lib/registry/index.ts';
import {
  modelDetailSchema,
  modelNameSchema,
  modelSummarySchema,
  updateModelSchema,
} from '#lib/registry/schemas.ts';

const params = z.object({ name: modelNameSchema });

export const GET = route({
  permission: 'models.read',
  params,
  output: modelDetailSchema,
  handle: ({ caller, params: { name } }) => getModel(caller, name),
});

export const PATCH = route({
  permission: 'models.write',
  params,
  body: updateModelSchema,
  output: modelSummarySchema,
  handle: ({ caller, params: { name }, body }) => updateModel(caller, name, body),
});

export const DELETE = route({
  permission: 'models.write',
  params,
  handle: async ({ caller, params: { name } }) => {
    await deleteModel(caller, name);
    return undefined;
  },
});
