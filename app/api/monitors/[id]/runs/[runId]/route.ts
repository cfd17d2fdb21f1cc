import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { getRun } from '#lib/monitors/index.ts';
import { monitorRunSchema } from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read one window of a monitor, slices too',
  params: z.object({ id: z.uuid(), runId: z.uuid() }),
  output: monitorRunSchema,
  handle: ({ caller, params: { id, runId } }) => getRun(caller, id, runId),
});
