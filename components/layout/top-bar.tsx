'use client';

import { Menu, Search } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { EnvironmentFilter } from '#components/environment/environment-filter.tsx';
import { NoticeBell } from '#components/notifications/notice-bell.tsx';
import { Button } from '#components/ui/button.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { usePageTitle } from '#components/ui/page-title.ts';
import type { Me } from '#lib/access/schemas.ts';
import { Logo } from './logo.tsx';
import { breadcrumbOf, type NavigationGroup } from './navigation.ts';
import { NavigationList } from './rail.tsx';
import { useKeyNames } from './shortcuts.tsx';
import { UserMenu } from './user-menu.tsx';

interface TopBarProps {
  me: Me | undefined;
  /** Empty for an end user, who sees the product's name instead of a rail and a path. */
  groups: readonly NavigationGroup[];
  onSearch: () => void;
}

export function TopBar({ me, groups, onSearch }: TopBarProps) {
  const [sheet, setSheet] = useState(false);
  const name = useKeyNames();
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-border border-b bg-surface px-3 md:px-5">
      {groups.length > 0 ? (
        <>
          <IconButton
            label="Open navigation"
            icon={<Menu aria-hidden />}
            size="md"
            className="-ml-1 md:hidden"
            onClick={() => setSheet(true)}
          />
          <Breadcrumb />
          <Drawer open={sheet} onOpenChange={setSheet} side="left" size="sm" title="Slipway">
            <NavigationList groups={groups} onNavigate={() => setSheet(false)} />
          </Drawer>
        </>
      ) : (
        <Link href="/" className="flex items-center gap-2 font-semibold tracking-tight">
          <Logo />
          Slipway
        </Link>
      )}
      <div className="ml-auto flex items-center gap-1.5">
        {groups.length > 0 && <EnvironmentFilter />}
        <Button
          size="sm"
          onClick={onSearch}
          className="text-muted-foreground max-md:size-9 max-md:border-transparent max-md:px-0"
        >
          <Search aria-hidden />
          <span className="pr-4 font-normal max-md:sr-only">Search…</span>
          <span aria-hidden className="max-md:hidden">
            <Kbd keys={name('mod+k')} />
          </span>
        </Button>
        <NoticeBell signedIn={me !== undefined} />
        <UserMenu me={me} />
      </div>
    </header>
  );
}

function Breadcrumb() {
  const pathname = usePathname();
  const crumbs = breadcrumbOf(pathname, usePageTitle(pathname));
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-base">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <li key={crumb.href} className="flex min-w-0 items-center gap-1.5 max-sm:not-last:hidden">
              {index > 0 && (
                <span aria-hidden className="text-muted-foreground max-sm:hidden">
                  /
                </span>
              )}
              {last ? (
                <span aria-current="page" className="truncate font-medium">
                  {crumb.label}
                </span>
              ) : (
                <Link
                  href={crumb.href}
                  className="truncate rounded-sm text-muted-foreground hover:text-foreground"
                >
                  {crumb.label}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
