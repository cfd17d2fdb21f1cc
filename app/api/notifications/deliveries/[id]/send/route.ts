import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { sendAgain } from '#lib/notifications/index.ts';
import { deliverySchema } from '#lib/notifications/schemas.ts';

export const POST = route({
  permission: 'notifications.write',
  summary: 'Send a notification again',
  params: z.object({ id: z.uuid() }),
  output: deliverySchema,
  handle: ({ caller, params: { id } }) => sendAgain(caller, id),
});
