import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import { listConversations } from '#lib/chat/index.ts';
import { conversationSummarySchema } from '#lib/chat/schemas.ts';

export const GET = route({
  permission: 'chat.use',
  summary: 'List conversations',
  query: z.object({ q: z.string().trim().min(1).max(200).optional() }),
  output: z.object({ items: z.array(conversationSummarySchema) }),
  handle: ({ caller, query }) => listConversations(caller, query),
});
