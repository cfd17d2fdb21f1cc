import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { renewSecret } from '#lib/notifications/index.ts';
import { createdChannelSchema } from '#lib/notifications/schemas.ts';

export const POST = route({
  permission: 'notifications.write',
  summary: 'Make a new signing secret for a webhook',
  params: z.object({ id: z.uuid() }),
  output: createdChannelSchema,
  secretAnswer: true,
  handle: ({ caller, params: { id } }) => renewSecret(caller, id),
});
