'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** Where this product is reached; the server does not know by which name, and renders nothing. */
export function useOrigin(): string {
  return useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
}
