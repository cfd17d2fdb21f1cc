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
  summary: 'Read a model',
  params,
  output: modelDetailSchema,
  handle: ({ caller, params: { name } }) => getModel(caller, name),
});

export const PATCH = route({
  permission: 'models.write',
  summary: 'Describe a model',
  params,
  body: updateModelSchema,
  output: modelSummarySchema,
  handle: ({ caller, params: { name }, body }) => updateModel(caller, name, body),
});

export const DELETE = route({
  permission: 'models.write',
  summary: 'Delete a model',
  params,
  handle: async ({ caller, params: { name } }) => {
    await deleteModel(caller, name);
    return undefined;
  },
});
