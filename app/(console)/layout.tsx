import type { ReactNode } from 'react';
import { AppShell } from '#components/layout/app-shell.tsx';
import { describeMe, signedInUser } from '#lib/access/index.ts';

/** The pages guard themselves with `requirePage`; the shell only wants to know whom it shows. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const user = await signedInUser();
  return <AppShell me={user === null ? undefined : await describeMe(user)}>{children}</AppShell>;
}
