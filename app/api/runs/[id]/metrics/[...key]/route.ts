import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { metricSeries } from '#lib/tracking/index.ts';
import { metricKeySegmentsSchema, metricSeriesSchema, runIdSchema } from '#lib/tracking/schemas.ts';

export const GET = route({
  permission: 'runs.read',
  params: z.object({ id: runIdSchema, key: metricKeySegmentsSchema }),
  output: metricSeriesSchema,
  handle: ({ caller, params }) => metricSeries(caller, params.id, params.key),
});
