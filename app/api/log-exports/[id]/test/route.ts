import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { testLogExport } from '#lib/log-export/index.ts';
import { exportTestSchema } from '#lib/log-export/schemas.ts';

export const POST = route({
  permission: 'telemetry.write',
  summary: 'Write a test file where an export goes',
  params: z.object({ id: z.uuid() }),
  output: exportTestSchema,
  handle: ({ caller, params: { id }, signal }) => testLogExport(caller, id, signal),
});
