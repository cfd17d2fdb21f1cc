import type { ReactNode } from 'react';
import { AppShell } from '#components/layout/app-shell.tsx';
import { describeMe, signedInUser } from '#lib/access/index.ts';

/** The pages guard themselves with `requirePage`; the shell only wants to know whom it shows. */
export default async function ChatShellLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  return (
    <AppShell layout="fill" me={user === null ? undefined : await describeMe(user)}>
      {children}
    </AppShell>
  );
}
