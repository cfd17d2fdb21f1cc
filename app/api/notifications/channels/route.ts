import { route } from '#lib/access/index.ts';
import { createChannel, listChannels } from '#lib/notifications/index.ts';
import { channelInputSchema, channelListSchema, createdChannelSchema } from '#lib/notifications/schemas.ts';

export const GET = route({
  permission: 'settings.read',
  summary: 'List notification channels',
  output: channelListSchema,
  handle: ({ caller }) => listChannels(caller),
});

export const POST = route({
  permission: 'notifications.write',
  summary: 'Add a notification channel',
  body: channelInputSchema,
  output: createdChannelSchema,
  status: 201,
  secretAnswer: true,
  handle: ({ caller, body }) => createChannel(caller, body),
});
