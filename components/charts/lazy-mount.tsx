'use client';

import { type ReactNode, startTransition, useEffect, useRef, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { ChartSkeleton } from './chart-skeleton.tsx';
import { useOnScreen } from './use-on-screen.ts';

interface LazyMountProps {
  /** Pixels it will take about, so that the page does not jump. */
  height: number;
  className?: string;
  /** Shows it wherever it is: the whole page is wanted at once. */
  eager?: boolean;
  children: ReactNode;
}

/** Holds the place of what asks the server for something until it is scrolled near; then it stays. */
export function LazyMount({ height, className, eager = false, children }: LazyMountProps) {
  const place = useRef<HTMLDivElement>(null);
  const near = useOnScreen(place, '400px 0px');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    // Whoever presses something meanwhile goes first.
    if (near || eager) startTransition(() => setShown(true));
  }, [near, eager]);
  return (
    <div ref={place} className={cn('min-w-0', className)}>
      {shown ? children : <ChartSkeleton height={height} />}
    </div>
  );
}
