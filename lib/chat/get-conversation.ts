import type { Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { toConversation } from './conversation-of-rows.ts';
import { healMessages } from './heal-messages.ts';
import { ownConversation } from './own-conversation.ts';
import type { Conversation } from './schemas.ts';
import { findMessages } from './store.ts';

/** One of the caller's conversations with its whole tree of messages. */
export async function getConversation(caller: Caller, id: string): Promise<Conversation> {
  const row = await ownConversation(caller, id);
  const messages = await findMessages(prisma(), id);
  return toConversation(
    caller,
    row,
    (await healMessages(messages)) ? await findMessages(prisma(), id) : messages,
  );
}
