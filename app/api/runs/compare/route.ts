import { route } from '#lib/access/index.ts';
import { compareRuns } from '#lib/tracking/index.ts';
import { compareRunsSchema, runComparisonSchema } from '#lib/tracking/schemas.ts';

export const POST = route({
  permission: 'runs.read',
  summary: 'Compare runs',
  body: compareRunsSchema,
  output: runComparisonSchema,
  handle: ({ caller, body }) => compareRuns(caller, body.ids),
});
