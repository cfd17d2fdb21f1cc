import { route } from '#lib/access/index.ts';
import { marksBetween } from '#lib/dashboards/index.ts';
import { chartMarksSchema, marksQuerySchema } from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'List what changed and what went wrong between two moments, as marks for charts',
  query: marksQuerySchema,
  output: chartMarksSchema,
  handle: ({ caller, query }) => marksBetween(caller, query),
});
