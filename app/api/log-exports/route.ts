import { route } from '#lib/access/index.ts';
import { createLogExport, listLogExports } from '#lib/log-export/index.ts';
import { logExportInputSchema, logExportListSchema, logExportSchema } from '#lib/log-export/schemas.ts';

export const GET = route({
  permission: 'telemetry.read',
  summary: 'List exports of the log',
  output: logExportListSchema,
  handle: ({ caller }) => listLogExports(caller),
});

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Add an export of the log',
  body: logExportInputSchema,
  output: logExportSchema,
  status: 201,
  handle: ({ caller, body }) => createLogExport(caller, body),
});
