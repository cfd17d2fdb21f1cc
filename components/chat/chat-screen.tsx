'use client';

import { PanelLeft, SquarePen } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { Drawer } from '#components/ui/drawer.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { newId } from '#lib/client/ids.ts';
import type { ChatEndpoint } from '#lib/serving/schemas.ts';
import { type Shortcut, useShortcuts } from '../layout/shortcuts.tsx';
import { showConversation } from './chat-link.tsx';
import { ConsentGate } from './consent-gate.tsx';
import { ConversationList } from './conversation-list.tsx';
import { ThreadView } from './thread-view.tsx';

interface ChatScreenProps {
  /** Whom one may talk to, as the server knew it: a question asked at once must not go to another endpoint. */
  endpoints: readonly ChatEndpoint[];
}

/**
 * The chat under `/chat` and `/chat/<conversation>`. It stands in the layout and reads the path itself, so that going
 * from one to the other, and the new path of a conversation that begins, never mounts it anew.
 */
export function ChatScreen({ endpoints }: ChatScreenProps) {
  const pathId = conversationIdIn(usePathname());
  const draft = useDraftId(pathId);
  const [sheet, setSheet] = useState(false);
  const conversationId = pathId ?? draft;
  useShortcuts(shortcuts);
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex w-64 shrink-0 flex-col border-border border-r max-lg:hidden">
        <ConversationList openId={pathId} onLeave={startNew} />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <div className="flex items-center justify-between px-3 py-1.5 lg:hidden">
          <IconButton
            label="Conversations"
            size="md"
            icon={<PanelLeft aria-hidden />}
            onClick={() => setSheet(true)}
          />
          <IconButton label="New chat" size="md" icon={<SquarePen aria-hidden />} onClick={startNew} />
        </div>
        <ConsentGate>
          <ThreadView
            key={conversationId}
            endpoints={endpoints}
            conversationId={conversationId}
            isDraft={conversationId === draft}
            onBegun={() => window.history.replaceState(null, '', `/chat/${conversationId}`)}
          />
        </ConsentGate>
      </div>
      <Drawer open={sheet} onOpenChange={setSheet} side="left" size="sm" title="Conversations">
        <div className="-mx-5 -my-4 flex h-full flex-col">
          <ConversationList openId={pathId} onNavigate={() => setSheet(false)} onLeave={startNew} />
        </div>
      </Drawer>
    </div>
  );
}

const startNew = () => showConversation(null);

const shortcuts: readonly Shortcut[] = [
  { keys: 'mod+shift+o', label: 'New chat', group: 'Chat', run: startNew },
];

function conversationIdIn(pathname: string): string | null {
  const [area, id] = pathname.split('/').filter((segment) => segment !== '');
  return area === 'chat' && id ? id : null;
}

/** The id a conversation that begins here will have; a new one each time the reader comes back to the empty chat. */
function useDraftId(pathId: string | null): string {
  const [draft, setDraft] = useState(newId);
  const [before, setBefore] = useState(pathId);
  if (before !== pathId) {
    setBefore(pathId);
    if (pathId === null) setDraft(newId());
  }
  return draft;
}
