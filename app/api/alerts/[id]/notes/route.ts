import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { noteAlert } from '#lib/alerts/index.ts';
import { alertDetailSchema, noteAlertSchema } from '#lib/alerts/schemas.ts';

export const POST = route({
  permission: 'alerts.acknowledge',
  summary: 'Write a note on an alert',
  params: z.object({ id: z.uuid() }),
  body: noteAlertSchema,
  output: alertDetailSchema,
  status: 201,
  handle: ({ caller, params: { id }, body: { text } }) => noteAlert(caller, id, text),
});
