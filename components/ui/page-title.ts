'use client';

import { useEffect, useSyncExternalStore } from 'react';

let shown: { pathname: string; title: string } | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says what the page on screen calls itself, to whoever shows where one is. */
export function useAnnouncedTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    shown = { pathname: window.location.pathname, title };
    for (const listener of listeners) listener();
  }, [title]);
}

/** What the page at this path calls itself, once it has said so. */
export function usePageTitle(pathname: string): string | null {
  const title = () => (shown?.pathname === pathname ? shown.title : null);
  return useSyncExternalStore(subscribe, title, () => null);
}
