import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';

export interface CardProps extends Omit<ComponentProps<'section'>, 'title'> {
  title?: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** Removes the inner padding, for tables and charts that reach the border. */
  flush?: boolean;
}

export function Card({ title, description, actions, flush, className, children, ...props }: CardProps) {
  return (
    <section className={cn('min-w-0 rounded-md border border-border bg-surface', className)} {...props}>
      {(title || actions) && (
        <header className="flex items-start justify-between gap-3 px-4 pt-3.5">
          <div className="min-w-0">
            {title && <h2 className="font-semibold text-base">{title}</h2>}
            {description && <p className="text-muted-foreground text-sm">{description}</p>}
          </div>
          {actions && <div className="flex shrink-0 items-center gap-1.5">{actions}</div>}
        </header>
      )}
      <div className={cn(!flush && 'px-4 py-3.5', flush && title && 'mt-3 border-border border-t')}>
        {children}
      </div>
    </section>
  );
}
