'use client';

import { cn } from '#components/ui/cn.ts';
import { useAlertCount } from './queries.ts';

/** How many alerts are open, beside the item of the rail; nothing when there are none. */
export function AlertBadge({ collapsed }: { collapsed: boolean }) {
  const { data } = useAlertCount();
  if (data === undefined || data.open === 0) return null;
  return (
    <span
      className={cn(
        'ml-auto min-w-5 rounded-full px-1.5 text-center font-medium text-xs tabular-nums',
        data.critical > 0 ? 'bg-bad-soft text-bad' : 'bg-warn-soft text-warn',
        collapsed && '-top-0.5 -right-0.5 absolute ml-0 min-w-4 px-1 text-[0.625rem]',
      )}
    >
      <span aria-hidden>{data.open > 99 ? '99+' : data.open}</span>
      <span className="sr-only">{` (${data.open} open)`}</span>
    </span>
  );
}
