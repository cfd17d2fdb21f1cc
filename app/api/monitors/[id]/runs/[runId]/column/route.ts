import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getColumn } from '#lib/monitors/index.ts';
import { columnDetailQuerySchema, columnDetailSchema } from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read one column of a window: profile, distributions, test',
  params: z.object({ id: z.uuid(), runId: z.uuid() }),
  query: columnDetailQuerySchema,
  output: columnDetailSchema,
  handle: ({ caller, params: { id, runId }, query }) => getColumn(caller, id, { runId, ...query }),
});
