import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { compareVersions } from '#lib/registry/index.ts';
import { compareVersionsSchema, modelNameSchema, versionComparisonSchema } from '#lib/registry/schemas.ts';

export const GET = route({
  permission: 'models.read',
  summary: 'Compare two versions',
  params: z.object({ name: modelNameSchema }),
  query: compareVersionsSchema,
  output: versionComparisonSchema,
  handle: ({ caller, params: { name }, query: { from, to } }) => compareVersions(caller, name, from, to),
});
