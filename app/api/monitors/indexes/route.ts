import { route } from '#lib/access/index.ts';
import { listIndexes } from '#lib/monitors/index.ts';
import { indexListSchema } from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'knowledge.read',
  summary: 'List how the indexes of knowledge bases are kept',
  output: indexListSchema,
  handle: ({ caller }) => listIndexes(caller),
});
