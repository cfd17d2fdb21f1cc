import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { transitionStage } from '#lib/registry/index.ts';
import {
  modelNameSchema,
  stageTransitionSchema,
  transitionStageSchema,
  versionNumberSchema,
} from '#lib/registry/schemas.ts';

export const POST = route({
  permission: 'models.promote',
  summary: 'Move a version to a stage',
  params: z.object({ name: modelNameSchema, number: versionNumberSchema }),
  body: transitionStageSchema,
  output: stageTransitionSchema,
  handle: async ({ caller, params: { name, number }, body }) => ({
    items: await transitionStage(caller, name, number, body),
  }),
});
