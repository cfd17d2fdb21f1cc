import { cn } from './cn.ts';

/** A grey shape of what is coming. The surrounding region carries `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      data-slot="skeleton"
      className={cn('h-4 animate-pulse rounded-sm bg-muted', className)}
    />
  );
}

const widths = ['w-full', 'w-11/12', 'w-4/5', 'w-2/3'] as const;

/** Up to four lines of text to come. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div aria-hidden className="flex flex-col gap-2">
      {widths.slice(0, lines).map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
