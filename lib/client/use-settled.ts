'use client';

import { useEffect, useState } from 'react';

/** `value` once it has not changed for `delayMs`: what to ask the server about while somebody types or drags. */
export function useSettled<T>(value: T, delayMs = 300): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
