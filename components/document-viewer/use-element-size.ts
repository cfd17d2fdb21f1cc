'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { PageSize } from './page-layout.ts';

/** Inner size of an element in CSS pixels, kept up to date; null before the first measurement. */
export function useElementSize(element: RefObject<HTMLElement | null>): PageSize | null {
  const [size, setSize] = useState<PageSize | null>(null);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => {
      setSize({ width: target.clientWidth, height: target.clientHeight });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
