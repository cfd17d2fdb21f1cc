import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { acknowledgeAlert, unacknowledgeAlert } from '#lib/alerts/index.ts';
import { alertDetailSchema } from '#lib/alerts/schemas.ts';

const params = z.object({ id: z.uuid() });

export const PUT = route({
  permission: 'alerts.acknowledge',
  summary: 'Say that one takes care of an alert',
  params,
  output: alertDetailSchema,
  handle: ({ caller, params: { id } }) => acknowledgeAlert(caller, id),
});

export const DELETE = route({
  permission: 'alerts.acknowledge',
  summary: 'Take an acknowledgement back',
  params,
  output: alertDetailSchema,
  handle: ({ caller, params: { id } }) => unacknowledgeAlert(caller, id),
});
