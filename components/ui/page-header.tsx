'use client';

import type { ReactNode } from 'react';
import { useAnnouncedTitle } from './page-title.ts';

export interface PageHeaderProps {
  title: ReactNode;
  /** One sentence that says what the page answers. */
  description?: ReactNode;
  /** Badges beside the title. */
  badges?: ReactNode;
  /** The one primary action, with quieter ones before it. */
  actions?: ReactNode;
}

export function PageHeader({ title, description, badges, actions }: PageHeaderProps) {
  useAnnouncedTitle(typeof title === 'string' ? title : null);
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-2.5">
          <h1 className="font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {badges}
        </div>
        {description && <p className="max-w-prose text-base text-muted-foreground">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
