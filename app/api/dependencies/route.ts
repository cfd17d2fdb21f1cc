import { route } from '#lib/access/index.ts';
import { getDependencies } from '#lib/health/index.ts';
import { dependencyMapSchema } from '#lib/health/schemas.ts';

export const GET = route({
  permission: 'endpoints.read',
  summary: 'Get what depends on what',
  output: dependencyMapSchema,
  handle: ({ caller }) => getDependencies(caller),
});
