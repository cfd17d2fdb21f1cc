import { feedbackOf } from '../inference/index.ts';
import { answerDetailSchema } from '../serving/schemas.ts';
import { type Conversation, type ConversationSummary, conversationSchema } from './schemas.ts';
import type { ConversationRow, MessageRow } from './store.ts';

export function toSummary(row: ConversationRow): ConversationSummary {
  return {
    id: row.id,
    title: row.title,
    endpoint: row.endpointName,
    pinnedAt: row.pinnedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The whole tree, with the reader's own feedback on each answer. */
export async function toConversation(
  row: ConversationRow,
  messages: readonly MessageRow[],
): Promise<Conversation> {
  const requestIds = messages.flatMap((message) => message.requestId ?? []);
  const feedback = await feedbackOf(row.userId, requestIds);
  return conversationSchema.parse({
    ...toSummary(row),
    leafMessageId: row.leafMessageId,
    messages: messages.map((message) => ({
      id: message.id,
      parentId: message.parentId,
      role: message.role,
      content: message.content,
      status: message.status,
      requestId: message.requestId,
      detail: message.detail === null ? null : answerDetailSchema.parse(message.detail),
      feedback: (message.requestId !== null && feedback.get(message.requestId)) || null,
      createdAt: message.createdAt.toISOString(),
    })),
  });
}
