'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/**
 * Where toasts appear; call `toast` of `sonner` to show one. In the middle, because a page's primary action is at its
 * right and the chat's composer at the bottom.
 */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="top-center"
      offset={{ top: 56 }}
      mobileOffset={{ top: 56 }}
      closeButton
      toastOptions={{
        classNames: {
          toast: '!rounded-md !border !border-border !bg-surface !text-foreground !shadow-overlay !font-sans',
          description: '!text-muted-foreground',
          actionButton: '!bg-accent !text-accent-foreground',
        },
      }}
    />
  );
}
