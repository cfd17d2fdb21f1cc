import { route } from '#lib/access/index.ts';
import { ownUsage } from '#lib/limits/index.ts';
import { ownUsageQuerySchema, ownUsageSchema } from '#lib/limits/schemas.ts';

export const GET = route({
  permission: 'any-user',
  summary: 'Read what you have left of your quotas',
  query: ownUsageQuerySchema,
  output: ownUsageSchema,
  handle: ({ caller, query }) => ownUsage(caller, query.endpoint ?? null),
});
