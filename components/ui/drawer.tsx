'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useCallback } from 'react';
import { CloseButton } from './close-button.tsx';
import { cn } from './cn.ts';

export interface DrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  side?: 'right' | 'left';
  size?: 'sm' | 'md' | 'lg';
  footer?: ReactNode;
  /** Removes the padding and the scrolling: for content that fills the drawer and scrolls by itself. */
  flush?: boolean;
  children: ReactNode;
}

const widthOf = { sm: 'sm:max-w-sm', md: 'sm:max-w-xl', lg: 'sm:max-w-4xl' } as const;
const motionOf = {
  right: 'right-0 border-l data-[state=open]:animate-slide-in data-[state=closed]:animate-slide-out',
  left: 'left-0 border-r data-[state=open]:animate-slide-in-left data-[state=closed]:animate-slide-out-left',
} as const;

/** Details beside what was being read; the whole width on a phone. */
export function Drawer({
  open,
  onOpenChange,
  title,
  description,
  actions,
  side = 'right',
  size = 'md',
  footer,
  flush,
  children,
}: DrawerProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in" />
        <Radix.Content
          onOpenAutoFocus={focusItself}
          {...(!description && { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-y-0 z-50 flex w-full flex-col border-border bg-surface shadow-overlay outline-none',
            motionOf[side],
            widthOf[size],
          )}
        >
          <header className="flex items-start justify-between gap-3 border-border border-b px-5 py-3">
            <div className="min-w-0">
              <Radix.Title className="truncate font-semibold text-lg">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-muted-foreground text-sm">{description}</Radix.Description>
              )}
            </div>
            <div className="flex shrink-0 items-center gap-1">
              {actions}
              <Radix.Close asChild>
                <CloseButton />
              </Radix.Close>
            </div>
          </header>
          <div className={cn('min-h-0 flex-1', !flush && 'overflow-y-auto px-5 py-4')}>{children}</div>
          {footer && (
            <footer className="flex justify-end gap-2 border-border border-t px-5 py-3">{footer}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What is to be read takes the focus, not the button that closes it. */
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.focus();
}

export interface UrlDrawerProps extends Omit<DrawerProps, 'open' | 'onOpenChange' | 'children' | 'title'> {
  /** Name of the query parameter that holds the id of what is shown. */
  param: string;
  title: ReactNode | ((id: string) => ReactNode);
  children: (id: string) => ReactNode;
}

/** A drawer with a URL of its own: `?document=…` opens it, Back closes it. */
export function UrlDrawer({ param, title, children, ...props }: UrlDrawerProps) {
  const [id, setId] = useDrawerId(param);
  return (
    <Drawer
      {...props}
      open={id !== null}
      onOpenChange={(open) => !open && setId(null)}
      title={id !== null && typeof title === 'function' ? title(id) : (title as ReactNode)}
    >
      {id !== null && children(id)}
    </Drawer>
  );
}

/** The id in `?param=…` and how to change it; opening makes a history entry. */
export function useDrawerId(param: string): [string | null, (id: string | null) => void] {
  const [id, setId] = useQueryState(param, parseAsString.withOptions({ history: 'push' }));
  const open = useCallback((next: string | null) => void setId(next), [setId]);
  return [id, open];
}
