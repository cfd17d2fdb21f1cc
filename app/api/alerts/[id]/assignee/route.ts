import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { assignAlert } from '#lib/alerts/index.ts';
import { alertDetailSchema, assignAlertSchema } from '#lib/alerts/schemas.ts';

export const PUT = route({
  permission: 'alerts.acknowledge',
  summary: 'Give an alert to somebody',
  params: z.object({ id: z.uuid() }),
  body: assignAlertSchema,
  output: alertDetailSchema,
  handle: ({ caller, params: { id }, body: { userId } }) => assignAlert(caller, id, userId),
});
