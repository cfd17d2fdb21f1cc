import { expect, it } from 'vitest';
import { groupConversations } from './group-conversations.ts';

const conversation = (id: string, updatedAt: Date, pinned = false) => ({
  id,
  title: id,
  endpoint: 'assistant',
  pinnedAt: pinned ? updatedAt.toISOString() : null,
  createdAt: updatedAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

it('groups by pin and by the local day, newest first', () => {
  const now = new Date(2026, 10, 21, 9, 0);
  const groups = groupConversations(
    [
      conversation('old', new Date(2026, 10, 20, 23, 59)),
      conversation('early', new Date(2026, 10, 21, 0, 0)),
      conversation('late', new Date(2026, 10, 21, 8, 0)),
      conversation('pinned', new Date(2025, 0, 1), true),
    ],
    now,
  );
  expect(groups.map((group) => [group.label, group.items.map((item) => item.id)])).toEqual([
    ['Pinned', ['pinned']],
    ['Today', ['late', 'early']],
    ['Earlier', ['old']],
  ]);
  expect(groupConversations([], now)).toEqual([]);
});
