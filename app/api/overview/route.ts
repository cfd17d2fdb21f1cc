import { route } from '#lib/access/index.ts';
import { readOverview } from '#lib/dashboards/index.ts';
import { overviewQuerySchema, overviewSchema } from '#lib/dashboards/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Say whether everything is well, with the figures that say so',
  query: overviewQuerySchema,
  output: overviewSchema,
  handle: ({ caller, query }) => readOverview(caller, query),
});
