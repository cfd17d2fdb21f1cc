'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { toast } from 'sonner';
import { z } from 'zod';
import { type ConversationSummary, conversationSummarySchema } from '#lib/chat/schemas.ts';
import { describeError, fetchJson, fetchVoid } from '#lib/client/api.ts';
import { queryKeys } from '#lib/client/query-keys.ts';

const listSchema = z.object({ items: z.array(conversationSummarySchema) });

/** The reader's conversations that match `q`. */
export function useConversations(q: string) {
  return useQuery({
    queryKey: queryKeys.conversations.list({ q }),
    queryFn: ({ signal }) => fetchJson('/api/conversations', listSchema, { signal, query: { q } }),
    select: (page) => page.items,
    placeholderData: keepPreviousData,
  });
}

interface ConversationChange {
  id: string;
  title?: string;
  pinned?: boolean;
}

/** Renames or pins; the list shows it at once and takes it back when the server refuses. */
export function useChangeConversation() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: queryKeys.conversations.all });
  return useMutation({
    mutationFn: ({ id, ...change }: ConversationChange) =>
      fetchJson(`/api/conversations/${id}`, conversationSummarySchema, { method: 'PATCH', json: change }),
    onMutate: ({ id, title, pinned }) => {
      client.setQueriesData<z.output<typeof listSchema>>({ queryKey: ['conversations', 'list'] }, (page) =>
        page && 'items' in page
          ? { items: page.items.map((item) => (item.id === id ? changed(item, title, pinned) : item)) }
          : page,
      );
    },
    onError: (error) =>
      toast.error('The conversation was not changed.', { description: describeError(error).message }),
    onSettled: refresh,
  });
}

function changed(item: ConversationSummary, title: string | undefined, pinned: boolean | undefined) {
  return {
    ...item,
    ...(title !== undefined && { title }),
    ...(pinned !== undefined && { pinnedAt: pinned ? new Date().toISOString() : null }),
  };
}

const undoMs = 6000;

/**
 * Hides a conversation at once and deletes it when the toast that offers "Undo" is gone. Leaving the page before that
 * keeps it.
 */
export function useDeleteConversation() {
  const client = useQueryClient();
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const restore = useCallback((id: string) => setHidden((ids) => ids.filter((other) => other !== id)), []);

  const remove = useCallback(
    (conversation: ConversationSummary) => {
      const { id, title } = conversation;
      setHidden((ids) => [...ids, id]);
      let undone = false;
      const finish = async () => {
        if (undone) return;
        undone = true;
        try {
          await fetchVoid(`/api/conversations/${id}`, { method: 'DELETE' });
          client.removeQueries({ queryKey: queryKeys.conversations.item(id) });
        } catch (error) {
          toast.error(`“${title}” was not deleted.`, { description: describeError(error).message });
        }
        await client.invalidateQueries({ queryKey: queryKeys.conversations.all });
        restore(id);
      };
      toast(`“${title}” deleted`, {
        duration: undoMs,
        action: {
          label: 'Undo',
          onClick: () => {
            undone = true;
            restore(id);
          },
        },
        onAutoClose: () => void finish(),
        onDismiss: () => void finish(),
      });
    },
    [client, restore],
  );
  return { hidden, remove };
}
