import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { testChannel } from '#lib/notifications/index.ts';

export const POST = route({
  permission: 'notifications.write',
  summary: 'Send a test to a notification channel',
  params: z.object({ id: z.uuid() }),
  handle: async ({ caller, params: { id } }) => {
    await testChannel(caller, id);
    return undefined;
  },
});
