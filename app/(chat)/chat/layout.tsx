import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { ChatScreen } from '#components/chat/chat-screen.tsx';
import { may, signedInUser } from '#lib/access/index.ts';
import { listChatEndpoints } from '#lib/serving/index.ts';

export const metadata: Metadata = { title: 'Chat' };

/** The screen stands here, above the pages, so that it survives the way from one conversation to another. */
export default async function ChatLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  const endpoints = user !== null && may(user, 'chat.use') ? await listChatEndpoints(user) : [];
  return (
    <>
      <ChatScreen endpoints={endpoints} />
      {children}
    </>
  );
}
