import type { Caller } from '../access/index.ts';
import { chatUserId } from './own-conversation.ts';
import type { ConversationSummary } from './schemas.ts';
import { findConversations } from './store.ts';

const limit = 200;

/** The caller's conversations, pinned ones first, then newest first. */
export async function listConversations(
  caller: Caller,
  query: { q?: string | undefined },
): Promise<{ items: ConversationSummary[] }> {
  const rows = await findConversations(chatUserId(caller), query.q, limit);
  return {
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      endpoint: row.endpoint_name,
      pinnedAt: row.pinned_at?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
    })),
  };
}
