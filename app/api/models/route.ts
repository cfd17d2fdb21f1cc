import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { createModel, listModels } from '#lib/registry/index.ts';
import { createModelSchema, modelSummarySchema } from '#lib/registry/schemas.ts';

export const GET = route({
  permission: 'models.read',
  summary: 'List models',
  output: z.object({ items: z.array(modelSummarySchema) }),
  handle: async ({ caller }) => ({ items: await listModels(caller) }),
});

export const POST = route({
  permission: 'models.write',
  summary: 'Create a model',
  body: createModelSchema,
  output: modelSummarySchema,
  status: 201,
  handle: ({ caller, body }) => createModel(caller, body),
});
