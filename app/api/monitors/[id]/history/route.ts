import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { monitorHistory } from '#lib/monitors/index.ts';
import { historyQuerySchema, monitorHistorySchema } from '#lib/monitors/schemas.ts';

export const GET = route({
  permission: 'dashboards.read',
  summary: 'Read the last windows of a monitor, column by column',
  params: z.object({ id: z.uuid() }),
  query: historyQuerySchema,
  output: monitorHistorySchema,
  handle: ({ caller, params: { id }, query: { windows } }) => monitorHistory(caller, id, windows),
});
