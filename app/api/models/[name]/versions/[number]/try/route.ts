import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { modelNameSchema, versionNumberSchema } from '#lib/registry/schemas.ts';
import { streamTrial } from '#lib/serving/index.ts';
import { tryVersionSchema } from '#lib/serving/schemas.ts';

export const POST = route({
  permission: 'models.read',
  summary: 'Try a version out',
  params: z.object({ name: modelNameSchema, number: versionNumberSchema }),
  body: tryVersionSchema,
  timeoutMs: null,
  handle: ({ caller, params, body, signal }) =>
    streamTrial(caller, { ...body, model: params.name, version: params.number, signal }),
});
