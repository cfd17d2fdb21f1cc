import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { previewSplit } from '#lib/serving/index.ts';
import { endpointNameSchema, previewSplitSchema, splitPreviewSchema } from '#lib/serving/schemas.ts';

export const POST = route({
  permission: 'endpoints.read',
  summary: 'See whom a split would move',
  params: z.object({ name: endpointNameSchema }),
  body: previewSplitSchema,
  output: splitPreviewSchema,
  handle: ({ caller, params: { name }, body }) => previewSplit(caller, name, body),
});
