import type { Caller } from '../access/index.ts';
import { feedbackOf, withheldFrom, withheldText } from '../inference/index.ts';
import { type AnswerDetail, answerDetailSchema } from '../serving/schemas.ts';
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

/** The whole tree, with the reader's own feedback on each answer; what drew on documents they lost is withheld. */
export async function toConversation(
  caller: Caller,
  row: ConversationRow,
  messages: readonly MessageRow[],
): Promise<Conversation> {
  const requestIds = messages.flatMap((message) => message.requestId ?? []);
  const [feedback, withheld] = await Promise.all([
    feedbackOf(row.userId, requestIds),
    withheldFrom(caller, requestIds),
  ]);
  const isWithheld = ({ requestId }: MessageRow) => requestId !== null && withheld.has(requestId);
  return conversationSchema.parse({
    ...toSummary(row),
    leafMessageId: row.leafMessageId,
    messages: messages.map((message) => ({
      id: message.id,
      parentId: message.parentId,
      role: message.role,
      content: isWithheld(message) ? withheldText : message.content,
      status: message.status,
      requestId: message.requestId,
      detail: detailOf(message, isWithheld(message)),
      feedback: (message.requestId !== null && feedback.get(message.requestId)) || null,
      createdAt: message.createdAt.toISOString(),
    })),
  });
}

function detailOf({ detail }: MessageRow, withheld: boolean): AnswerDetail | null {
  if (detail === null) return null;
  const parsed = answerDetailSchema.parse(detail);
  return withheld ? { ...parsed, citations: [], checks: [] } : parsed;
}
