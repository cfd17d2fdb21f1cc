'use client';

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { AlertBadge } from '#components/alerts/alert-badge.tsx';
import { cn } from '#components/ui/cn.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { Logo } from './logo.tsx';
import type { NavigationGroup, NavigationItem } from './navigation.ts';

interface NavigationListProps {
  groups: readonly NavigationGroup[];
  collapsed?: boolean;
  onNavigate?: () => void;
}

/** The groups as links; used by the rail and by the sheet on a phone. */
export function NavigationList({ groups, collapsed = false, onNavigate }: NavigationListProps) {
  return (
    <nav aria-label="Main" className="flex flex-col gap-4">
      {groups.map((group) => (
        <div key={group.label ?? 'first'}>
          {group.label && (
            <h2
              className={cn('px-2.5 pb-1 font-medium text-muted-foreground text-xs', collapsed && 'sr-only')}
            >
              {group.label}
            </h2>
          )}
          <ul className="flex flex-col gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <RailLink item={item} collapsed={collapsed} onNavigate={onNavigate} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface RailLinkProps {
  item: NavigationItem;
  collapsed: boolean;
  onNavigate: (() => void) | undefined;
}

function RailLink({ item, collapsed, onNavigate }: RailLinkProps) {
  const pathname = usePathname();
  const here = pathname === item.href || pathname.startsWith(`${item.href}/`);
  const link = (
    <Link
      href={item.href}
      aria-current={here ? 'page' : undefined}
      onClick={onNavigate}
      className={cn(
        'relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-base text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-md:h-10',
        here && 'bg-selected font-medium text-foreground hover:bg-selected',
        collapsed && 'w-9 justify-center px-0',
      )}
    >
      <item.icon aria-hidden className="size-4 shrink-0" />
      <span className={cn(collapsed && 'sr-only')}>{item.label}</span>
      {item.href === '/alerts' && <AlertBadge collapsed={collapsed} />}
    </Link>
  );
  if (!collapsed) return link;
  return (
    <Tooltip content={item.label} side="right">
      {link}
    </Tooltip>
  );
}

interface RailProps {
  groups: readonly NavigationGroup[];
  collapsed: boolean;
  onCollapse: (collapsed: boolean) => void;
}

export function Rail({ groups, collapsed, onCollapse }: RailProps) {
  return (
    <aside
      className={cn(
        'sticky top-0 flex h-dvh shrink-0 flex-col border-border border-r bg-surface max-md:hidden',
        collapsed ? 'w-14 items-center' : 'w-52',
      )}
    >
      <div className={cn('flex h-12 shrink-0 items-center gap-2.5 px-4', collapsed && 'px-0')}>
        <Logo />
        <span className={cn('font-semibold text-base tracking-tight', collapsed && 'sr-only')}>Slipway</span>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2.5 py-2">
        <NavigationList groups={groups} collapsed={collapsed} />
      </div>
      <div className={cn('px-2.5 py-2', collapsed ? '' : 'self-end')}>
        <IconButton
          label={collapsed ? 'Expand navigation' : 'Collapse navigation'}
          icon={collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          onClick={() => onCollapse(!collapsed)}
        />
      </div>
    </aside>
  );
}
