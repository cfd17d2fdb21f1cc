import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { chooseBranch } from '#lib/chat/index.ts';

export const PUT = route({
  permission: 'chat.use',
  summary: 'Choose the branch that is shown',
  params: z.object({ id: z.uuid() }),
  body: z.object({ messageId: z.uuid() }).strict(),
  handle: async ({ caller, params, body }) => {
    await chooseBranch(caller, params.id, body.messageId);
    return undefined;
  },
});
