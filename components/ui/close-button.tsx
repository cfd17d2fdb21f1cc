import { X } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** Closes a dialog or drawer. Without a tooltip, which would pop up each time one opens and focuses it. */
export function CloseButton({ className, ...props }: ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-label="Close"
      className={cn(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-hover hover:text-foreground max-md:size-9',
        className,
      )}
      {...props}
    >
      <X aria-hidden className="size-4" />
    </button>
  );
}
