'use client';

import { type RefObject, useEffect, useState } from 'react';

/** Whether any part of an element is within `margin` of the screen. */
export function useOnScreen(element: RefObject<HTMLElement | null>, margin = '0px'): boolean {
  const [onScreen, setOnScreen] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new IntersectionObserver(
      (entries) => setOnScreen(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, margin]);
  return onScreen;
}
