import type { ConversationSummary } from '#lib/chat/schemas.ts';

export interface ConversationGroup {
  label: 'Pinned' | 'Today' | 'Earlier';
  items: ConversationSummary[];
}

/** Pinned ones first, then those of today (in the reader's zone), then the rest; newest first in each. */
export function groupConversations(items: readonly ConversationSummary[], now: Date): ConversationGroup[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const sorted = [...items].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const labelOf = (item: ConversationSummary) =>
    item.pinnedAt ? 'Pinned' : Date.parse(item.updatedAt) >= midnight ? 'Today' : 'Earlier';
  return (['Pinned', 'Today', 'Earlier'] as const)
    .map((label) => ({ label, items: sorted.filter((item) => labelOf(item) === label) }))
    .filter((group) => group.items.length > 0);
}
