'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { z } from 'zod';

const changed = 'slipway:stored';

/**
 * State kept in this browser (collapsed rail, chosen columns), checked with `schema` when read and shared by all users
 * of the same key. The server renders `initial`.
 */
export function useStoredState<T>(key: string, schema: z.ZodType<T>, initial: T): [T, (value: T) => void] {
  const storageKey = `slipway.${key}`;
  const text = useSyncExternalStore(
    subscribe,
    () => read(storageKey),
    () => null,
  );
  const value = parse(text, schema) ?? initial;
  const set = useCallback(
    (next: T) => {
      try {
        localStorage.setItem(storageKey, JSON.stringify(next));
      } catch {
        // Storage is full or forbidden: the choice lasts until the page is left.
      }
      window.dispatchEvent(new Event(changed));
    },
    [storageKey],
  );
  return [value, set];
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('storage', listener);
    window.removeEventListener(changed, listener);
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parse<T>(text: string | null, schema: z.ZodType<T>): T | undefined {
  if (text === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
