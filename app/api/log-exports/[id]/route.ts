import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteLogExport, updateLogExport } from '#lib/log-export/index.ts';
import { logExportInputSchema, logExportSchema } from '#lib/log-export/schemas.ts';

const params = z.object({ id: z.uuid() });

export const PUT = route({
  permission: 'telemetry.write',
  summary: 'Change an export of the log',
  params,
  body: logExportInputSchema,
  output: logExportSchema,
  handle: ({ caller, params: { id }, body }) => updateLogExport(caller, id, body),
});

export const DELETE = route({
  permission: 'telemetry.write',
  summary: 'End an export of the log; its files stay',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteLogExport(caller, id);
    return undefined;
  },
});
