import { z } from 'zod';
import { route } from '#lib/access/index.ts';
import {
  changeConversation,
  changeConversationSchema,
  deleteConversation,
  getConversation,
} from '#lib/chat/index.ts';
import { conversationSchema, conversationSummarySchema } from '#lib/chat/schemas.ts';

const params = z.object({ id: z.uuid() });

export const GET = route({
  permission: 'chat.use',
  summary: 'Read a conversation',
  params,
  output: conversationSchema,
  handle: ({ caller, params }) => getConversation(caller, params.id),
});

export const PATCH = route({
  permission: 'chat.use',
  summary: 'Rename a conversation',
  params,
  body: changeConversationSchema,
  output: conversationSummarySchema,
  handle: ({ caller, params, body }) => changeConversation(caller, params.id, body),
});

export const DELETE = route({
  permission: 'chat.use',
  summary: 'Delete a conversation',
  params,
  handle: async ({ caller, params }) => {
    await deleteConversation(caller, params.id);
    return undefined;
  },
});
