import { route } from '#lib/access/index.ts';
import { queryUsage } from '#lib/limits/index.ts';
import { usageQuerySchema, usageSchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'usage.read',
  summary: 'Break down what was used and spent',
  query: usageQuerySchema,
  output: usageSchema,
  handle: ({ caller, query }) => queryUsage(caller, query),
});
