'use client';

import { Command } from 'cmdk';
import {
  BookOpenText,
  Boxes,
  type LucideIcon,
  MessageSquareText,
  ScrollText,
  SquarePen,
  SunMoon,
  Waypoints,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTheme } from 'next-themes';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { Me } from '#lib/access/schemas.ts';
import { can } from '#lib/client/use-me.ts';
import type { NavigationGroup } from './navigation.ts';
import { requestIdIn, usePaletteResults } from './use-palette-results.ts';

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly NavigationGroup[];
  me: Me | undefined;
}

/** ⌘K: go to a page or a thing by name, or to a trace by pasting its request id. */
export function CommandPalette({ open, onOpenChange, groups, me }: CommandPaletteProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 animate-fade-in bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 w-[calc(100%-2rem)] max-w-xl animate-fade-in overflow-hidden rounded-md border border-border bg-surface shadow-overlay"
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <Palette groups={groups} me={me} onDone={() => onOpenChange(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface PaletteProps {
  groups: readonly NavigationGroup[];
  me: Me | undefined;
  onDone: () => void;
}

function Palette({ groups, me, onDone }: PaletteProps) {
  const router = useRouter();
  const { resolvedTheme, setTheme } = useTheme();
  const [text, setText] = useState('');
  const requestId = can(me, 'inferences.read') ? requestIdIn(text) : null;
  const results = usePaletteResults(text, me);
  const go = (href: string) => {
    onDone();
    router.push(href);
  };
  return (
    <Command label="Search and commands" loop>
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Go to a page, a model, a conversation, or paste a request id…"
        className="h-12 w-full border-border border-b bg-transparent px-4 text-base outline-none placeholder:text-muted-foreground"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-muted-foreground">
          Nothing is called “{text}”.
        </Command.Empty>
        {requestId && (
          <Item icon={ScrollText} value={text} onSelect={() => go(`/inferences/${requestId}`)}>
            Open the trace of request …{requestId.slice(-6)}
          </Item>
        )}
        <Group heading="Pages">
          {groups.flatMap((group) =>
            group.items.map((item) => (
              <Item
                key={item.href}
                icon={item.icon}
                value={`page ${item.label}`}
                onSelect={() => go(item.href)}
              >
                {item.label}
              </Item>
            )),
          )}
        </Group>
        <Group heading="Actions">
          {can(me, 'chat.use') && (
            <Item icon={SquarePen} value="new chat" onSelect={() => go('/chat')}>
              New chat
            </Item>
          )}
          <Item
            icon={SunMoon}
            value="switch theme dark light"
            onSelect={() => {
              setTheme(resolvedTheme === 'dark' ? 'light' : 'dark');
              onDone();
            }}
          >
            Switch to the {resolvedTheme === 'dark' ? 'light' : 'dark'} theme
          </Item>
        </Group>
        {results.map((group) => (
          <Group key={group.heading} heading={group.heading}>
            {group.items.map((item) => (
              <Item
                key={item.href}
                icon={iconOf[group.kind]}
                value={`${group.heading} ${item.label} ${item.href}`}
                onSelect={() => go(item.href)}
              >
                {item.label}
              </Item>
            ))}
          </Group>
        ))}
      </Command.List>
    </Command>
  );
}

const iconOf: Record<'conversation' | 'model' | 'endpoint' | 'knowledge', LucideIcon> = {
  conversation: MessageSquareText,
  model: Boxes,
  endpoint: Waypoints,
  knowledge: BookOpenText,
};

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  );
}

interface ItemProps {
  icon: LucideIcon;
  value: string;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ icon: Icon, value, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-9 cursor-default items-center gap-2.5 rounded-sm px-2 text-base data-[selected=true]:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="truncate">{children}</span>
    </Command.Item>
  );
}
