'use client';

import { useEffect, useMemo, useRef } from 'react';

/** The callback under an identity that stays, so that what is memoised is not drawn again for it; undefined stays undefined. */
export function useStableCallback<Args extends unknown[]>(
  callback: ((...args: Args) => void) | undefined,
): ((...args: Args) => void) | undefined {
  const latest = useRef(callback);
  useEffect(() => {
    latest.current = callback;
  });
  const given = callback !== undefined;
  return useMemo(() => (given ? (...args: Args) => latest.current?.(...args) : undefined), [given]);
}
