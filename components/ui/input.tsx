import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const fieldClasses =
  'field-focus w-full rounded-md border border-border bg-surface text-base text-foreground transition-colors placeholder:text-muted-foreground hover:border-border-strong disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-bad';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input type={type} className={cn(fieldClasses, 'h-9 px-3', className)} {...props} />;
}
