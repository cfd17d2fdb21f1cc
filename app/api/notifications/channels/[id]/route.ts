import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { deleteChannel, updateChannel } from '#lib/notifications/index.ts';
import { channelInputSchema, channelSchema } from '#lib/notifications/schemas.ts';

const params = z.object({ id: z.uuid() });

/** With `if-match: <updatedAt as last read>` only when nobody changed the channel since; otherwise 409. */
export const PUT = route({
  permission: 'notifications.write',
  summary: 'Change a notification channel',
  params,
  body: channelInputSchema,
  output: channelSchema,
  handle: ({ caller, params: { id }, body, request }) =>
    updateChannel(caller, id, body, request.headers.get('if-match')),
});

export const DELETE = route({
  permission: 'notifications.write',
  summary: 'Delete a notification channel',
  params,
  handle: async ({ caller, params: { id } }) => {
    await deleteChannel(caller, id);
    return undefined;
  },
});
