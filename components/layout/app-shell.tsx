'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { ProposeDialog } from '#components/changes/propose-dialog.tsx';
import { cn } from '#components/ui/cn.ts';
import { ErrorState } from '#components/ui/error-state.tsx';
import type { Me } from '#lib/access/schemas.ts';
import { useMe } from '#lib/client/use-me.ts';
import { useStoredState } from '#lib/client/use-stored-state.ts';
import { CommandPalette } from './command-palette.tsx';
import { navigationFor } from './navigation.ts';
import { Rail } from './rail.tsx';
import { type Shortcut, useShortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';

interface AppShellProps {
  /** `fill` gives the page the rest of the window to scroll by itself, as the chat needs. */
  layout?: 'page' | 'fill';
  /** The signed-in person as the server knew it, so that nothing has to appear late. */
  me: Me | undefined;
  children: ReactNode;
}

/** Rail, top bar and the page. Whoever may use nothing but the chat sees no rail. */
export function AppShell({ layout = 'page', me: known, children }: AppShellProps) {
  const me = useMe(known);
  const [collapsed, setCollapsed] = useStoredState('rail.collapsed', z.boolean(), false);
  const [searching, setSearching] = useState(false);
  const groups = useMemo(() => navigationFor(me.data?.permissions ?? []), [me.data]);
  const onlyChat = me.data !== undefined && groups.flatMap((group) => group.items).length <= 1;
  const shortcuts = useMemo<Shortcut[]>(
    () => [
      {
        keys: 'mod+k',
        label: 'Search and commands',
        group: 'Everywhere',
        run: () => setSearching((open) => !open),
      },
      { keys: '?', label: 'This list', group: 'Everywhere' },
      { keys: 'escape', label: 'Close what is open', group: 'Everywhere' },
    ],
    [],
  );
  useShortcuts(shortcuts);

  return (
    <div className={cn('flex', layout === 'fill' ? 'h-dvh overflow-hidden' : 'min-h-dvh')}>
      <a
        href="#main"
        className="sr-only z-70 rounded-md bg-accent px-3 py-2 text-accent-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      {!onlyChat && <Rail groups={groups} collapsed={collapsed} onCollapse={setCollapsed} />}
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar me={me.data} groups={onlyChat ? [] : groups} onSearch={() => setSearching(true)} />
        <main
          id="main"
          tabIndex={-1}
          className={cn(
            'min-w-0 flex-1 outline-none',
            layout === 'fill' ? 'flex min-h-0 flex-col' : 'mx-auto w-full max-w-7xl px-4 py-6 md:px-8',
          )}
        >
          {me.error && !me.data ? (
            <ErrorState
              error={me.error}
              title="Your account could not be read."
              onRetry={() => void me.refetch()}
              className="m-4"
            />
          ) : (
            children
          )}
        </main>
      </div>
      <ProposeDialog />
      <CommandPalette open={searching} onOpenChange={setSearching} groups={groups} me={me.data} />
    </div>
  );
}
