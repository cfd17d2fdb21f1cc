import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { stopAnswers } from '#lib/chat/index.ts';

export const POST = route({
  permission: 'chat.use',
  summary: 'Stop the answer being given',
  params: z.object({ conversationId: z.uuid() }),
  handle: async ({ caller, params }) => {
    await stopAnswers(caller, params.conversationId);
    return undefined;
  },
});
