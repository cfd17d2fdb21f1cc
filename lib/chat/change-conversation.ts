import { z } from 'zod';
import type { Caller } from '../access/index.ts';
import { prisma } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { toSummary } from './conversation-of-rows.ts';
import { liveAnswersOf } from './live-answers.ts';
import { ownConversation } from './own-conversation.ts';
import type { ConversationSummary } from './schemas.ts';
import { deleteConversationRow, findMessage, updateConversation } from './store.ts';

export const changeConversationSchema = z
  .object({ title: z.string().trim().min(1).max(200), pinned: z.boolean() })
  .partial()
  .strict();

/** Renames or pins. */
export async function changeConversation(
  caller: Caller,
  id: string,
  change: z.infer<typeof changeConversationSchema>,
): Promise<ConversationSummary> {
  const row = await ownConversation(caller, id);
  const changed = await updateConversation(prisma(), row.id, {
    ...(change.title !== undefined && { title: change.title, titleIsGiven: true }),
    ...(change.pinned !== undefined && { pinnedAt: change.pinned ? new Date() : null }),
    // Renaming is not talking: the place in the list stays.
    updatedAt: row.updatedAt,
  });
  return toSummary(changed);
}

/** Shows another branch: `messageId` becomes the leaf. */
export async function chooseBranch(caller: Caller, id: string, messageId: string): Promise<void> {
  const row = await ownConversation(caller, id);
  if ((await findMessage(prisma(), id, messageId)) === null) throw notFound('This message');
  await updateConversation(prisma(), row.id, { leafMessageId: messageId, updatedAt: row.updatedAt });
}

/** Deletes a conversation with all its branches, and stops what is being answered in it. Inference rows stay. */
export async function deleteConversation(caller: Caller, id: string): Promise<void> {
  const row = await ownConversation(caller, id);
  for (const answer of liveAnswersOf(row.id)) answer.stopper.abort();
  await deleteConversationRow(prisma(), row.id);
}

/** Stops what is being answered; what was written until then stays. */
export async function stopAnswers(caller: Caller, id: string): Promise<void> {
  const row = await ownConversation(caller, id);
  for (const answer of liveAnswersOf(row.id)) answer.stopper.abort();
}
