import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface EmptyStateProps {
  icon?: LucideIcon;
  /** What will be here. */
  title: string;
  /** The first step, in a sentence. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
  /** It stands in place of a whole page, so its title is the page's. */
  isPage?: boolean;
}

export function EmptyState({ icon: Icon, title, children, action, className, isPage }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={cn('flex flex-col items-center justify-center gap-2 px-6 py-12 text-center', className)}>
      {Icon && <Icon aria-hidden strokeWidth={1.5} className="size-8 text-muted-foreground" />}
      <Title className="font-medium text-base">{title}</Title>
      {children && <div className="max-w-prose text-muted-foreground text-sm">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
