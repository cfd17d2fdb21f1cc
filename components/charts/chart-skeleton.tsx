import { Skeleton } from '#components/ui/skeleton.tsx';

/** Stands where something will be drawn, `height` pixels high, until it is. */
export function ChartSkeleton({ height }: { height: number }) {
  return (
    <div aria-busy style={{ height }}>
      <Skeleton className="h-full" />
    </div>
  );
}
