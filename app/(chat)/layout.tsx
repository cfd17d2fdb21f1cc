import type { ReactNode } from 'react';
import { AppShell } from '#components/layout/app-shell.tsx';

export default function ChatLayout({ children }: { children: ReactNode }) {
  return <AppShell layout="fill">{children}</AppShell>;
}
