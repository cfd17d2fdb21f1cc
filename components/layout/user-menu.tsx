'use client';

import { Download, Keyboard, KeyRound, LockKeyhole, LogOut, MonitorX, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { signOut } from 'next-auth/react';
import { useTheme } from 'next-themes';
import { toast } from 'sonner';
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from '#components/ui/dropdown-menu.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Me } from '#lib/access/schemas.ts';
import { describeError, fetchVoid } from '#lib/client/api.ts';
import { can } from '#lib/client/use-me.ts';
import { useShortcutSheet } from './shortcuts.tsx';

export function UserMenu({ me }: { me: Me | undefined }) {
  const { theme, setTheme } = useTheme();
  const openShortcuts = useShortcutSheet();
  if (!me) return <Skeleton className="size-8 rounded-full" />;
  return (
    <DropdownMenu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={`${initials(me.name)}, account of ${me.name}`}
          className="inline-flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs max-md:size-9"
        >
          {initials(me.name)}
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{me.name}</p>
        <p className="truncate text-muted-foreground text-sm">{me.email}</p>
      </div>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup value={theme} onValueChange={setTheme}>
        <MenuRadioItem value="light">Light</MenuRadioItem>
        <MenuRadioItem value="dark">Dark</MenuRadioItem>
        <MenuRadioItem value="system">As the system</MenuRadioItem>
      </MenuRadioGroup>
      <MenuSeparator />
      {can(me, 'keys.own') && (
        <MenuItem asChild>
          <Link href="/account/keys">
            <KeyRound aria-hidden />
            API keys
          </Link>
        </MenuItem>
      )}
      <MenuItem asChild>
        <Link href="/account/data">
          <Download aria-hidden />
          Your data
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/account/security">
          <ShieldCheck aria-hidden />
          Security
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href="/change-password">
          <LockKeyhole aria-hidden />
          Change password
        </Link>
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden />} shortcut="?" onSelect={openShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
      <MenuItem icon={<MonitorX aria-hidden />} onSelect={() => void leaveEverywhere()}>
        Sign out everywhere
      </MenuItem>
    </DropdownMenu>
  );
}

async function leave(): Promise<void> {
  await signOut({ callbackUrl: '/sign-in' });
}

async function leaveEverywhere(): Promise<void> {
  try {
    await fetchVoid('/api/me/sign-out-everywhere', { method: 'POST' });
    await leave();
  } catch (error) {
    toast.error('You are still signed in elsewhere.', { description: describeError(error).message });
  }
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('') || '?';
}
