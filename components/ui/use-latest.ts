'use client';

import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same one and calls the one handed in last: what gets it need not be drawn again for it. */
export function useLatest<Arguments extends unknown[]>(
  handler: ((...args: Arguments) => void) | undefined,
): (...args: Arguments) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Arguments) => latest.current?.(...args), []);
}
