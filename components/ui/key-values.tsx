import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export interface KeyValue {
  key: string;
  value: ReactNode;
}

/** Facts about one thing, aligned. */
export function KeyValues({ items, className }: { items: readonly KeyValue[]; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-[minmax(7rem,max-content)_1fr] gap-x-6 gap-y-2 text-base', className)}>
      {items.map((item) => (
        <div key={item.key} className="contents">
          <dt className="text-muted-foreground">{item.key}</dt>
          <dd className="min-w-0 tabular-nums [overflow-wrap:anywhere]">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
