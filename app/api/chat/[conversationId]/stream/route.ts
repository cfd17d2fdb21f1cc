import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { resumeAnswer } from '#lib/chat/index.ts';

export const GET = route({
  permission: 'chat.use',
  summary: 'Follow the answer being given',
  params: z.object({ conversationId: z.uuid() }),
  query: z.object({ after: z.coerce.number().int().min(-1).default(-1) }),
  timeoutMs: null,
  handle: ({ caller, params, query }) => resumeAnswer(caller, params.conversationId, query.after),
});
