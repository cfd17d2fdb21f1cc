'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';

interface LazyMountProps {
  /** Pixels it will take about, so that the page does not jump. */
  height: number;
  className?: string;
  children: ReactNode;
}

/** Holds the place of what asks the server for something until it is scrolled near; then it stays. */
export function LazyMount({ height, className, children }: LazyMountProps) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (near || element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '400px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near]);
  return (
    <div ref={place} className={cn('min-w-0', className)}>
      {near ? (
        children
      ) : (
        <div aria-busy style={{ height }}>
          <Skeleton className="h-full" />
        </div>
      )}
    </div>
  );
}
