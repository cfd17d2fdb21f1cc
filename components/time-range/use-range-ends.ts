'use client';

import { useEffect, useMemo, useState } from 'react';
import { endsOf, type TimeRange } from './time-range.ts';

/** The ends of a range in the URL; those of a moving one move on with the minute, and stay the same object until then. */
export function useRangeEnds(range: TimeRange): { from: string; to: string } {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const { from, to } = endsOf(range, now);
  return useMemo(() => ({ from, to }), [from, to]);
}
