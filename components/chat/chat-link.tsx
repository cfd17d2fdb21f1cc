'use client';

import Link from 'next/link';
import type { ComponentProps, MouseEvent } from 'react';

interface ChatLinkProps extends Omit<ComponentProps<typeof Link>, 'href'> {
  /** Null for a new chat. */
  conversationId: string | null;
}

/**
 * A link within the chat. A plain click changes the path alone, without asking the server for a page, because the screen
 * stands above the pages and reads the path; every other click (a new tab, say) is the browser's.
 */
export function ChatLink({ conversationId, onClick, ...props }: ChatLinkProps) {
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    showConversation(conversationId);
  };
  return <Link {...props} href={pathOf(conversationId)} prefetch={false} onClick={click} />;
}

/** Goes to a conversation, or with null to a new chat; Back leads back. */
export function showConversation(conversationId: string | null): void {
  const path = pathOf(conversationId);
  if (window.location.pathname !== path) window.history.pushState(null, '', path);
}

function pathOf(conversationId: string | null): string {
  return conversationId === null ? '/chat' : `/chat/${conversationId}`;
}
