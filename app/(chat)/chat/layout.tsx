import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ChatScreen } from '#components/chat/chat-screen.tsx';

export const metadata: Metadata = { title: 'Chat' };

/** The screen stands here, above the pages, so that it survives the way from one conversation to another. */
export default function ChatLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <ChatScreen />
      {children}
    </>
  );
}
