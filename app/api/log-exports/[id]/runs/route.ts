import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listExportRuns, requestExportRun } from '#lib/log-export/index.ts';
import { exportRunListSchema, pageQuerySchema } from '#lib/log-export/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'telemetry.read',
  summary: 'List the runs of an export',
  params,
  query: pageQuerySchema,
  output: exportRunListSchema,
  handle: ({ caller, params: { id }, query }) => listExportRuns(caller, id, query),
});

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Run an export now',
  params,
  body: z.object({ all: z.boolean().default(false) }),
  handle: async ({ caller, params: { id }, body }) => {
    await requestExportRun(caller, id, body);
    return undefined;
  },
});
