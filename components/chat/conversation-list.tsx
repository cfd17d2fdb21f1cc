'use client';

import { SquarePen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { SearchInput } from '#components/ui/search-input.tsx';
import { SkeletonText } from '#components/ui/skeleton.tsx';
import { ChatLink } from './chat-link.tsx';
import { ConversationItem } from './conversation-item.tsx';
import { groupConversations } from './group-conversations.ts';
import { useConversations, useDeleteConversation } from './use-conversations.ts';

interface ConversationListProps {
  openId: string | null;
  /** A conversation was chosen, or a new one begun: closes the sheet on a phone. */
  onNavigate?: () => void;
  /** The open conversation was deleted. */
  onLeave: () => void;
}

/** Pinned, today, earlier; searched by title and content. */
export function ConversationList({ openId, onNavigate, onLeave }: ConversationListProps) {
  const [q, setQ] = useState('');
  const list = useConversations(q);
  const { hidden, remove } = useDeleteConversation();
  const now = useToday();
  const items = (list.data ?? []).filter((item) => !hidden.includes(item.id));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-col gap-2 p-3">
        <Button asChild className="justify-start">
          <ChatLink conversationId={null} onClick={onNavigate}>
            <SquarePen aria-hidden />
            New chat
          </ChatLink>
        </Button>
        <SearchInput label="Search conversations" value={q} onSearch={setQ} className="max-w-none" />
      </div>
      <nav aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && (
          <div aria-busy className="px-2.5 py-2">
            <SkeletonText lines={4} />
          </div>
        )}
        {list.isSuccess && items.length === 0 && (
          <p className="px-2.5 py-2 text-muted-foreground text-sm">
            {q === '' ? 'Your conversations will be kept here.' : `No conversation mentions “${q}”.`}
          </p>
        )}
        {groupConversations(items, now).map((group) => (
          <section key={group.label} aria-label={group.label} className="pt-2">
            <h2 className="px-2.5 pb-1 font-medium text-muted-foreground text-xs">{group.label}</h2>
            <ul className="flex flex-col gap-0.5">
              {group.items.map((item) => (
                <ConversationItem
                  key={item.id}
                  conversation={item}
                  open={item.id === openId}
                  onNavigate={onNavigate}
                  onDelete={() => {
                    remove(item);
                    if (item.id === openId) onLeave();
                  }}
                />
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </div>
  );
}

/** The present day, checked each minute, so that "Today" is right after midnight. */
function useToday(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
