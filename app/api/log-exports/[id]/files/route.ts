import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listExportFiles } from '#lib/log-export/index.ts';
import { exportFileListSchema, pageQuerySchema } from '#lib/log-export/schemas.ts';

export const GET = route({
  permission: 'telemetry.read',
  summary: 'List the files of an export',
  params: z.object({ id: z.uuid() }),
  query: pageQuerySchema,
  output: exportFileListSchema,
  handle: ({ caller, params: { id }, query }) => listExportFiles(caller, id, query),
});
