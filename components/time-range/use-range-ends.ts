'use client';

import { useEffect, useMemo, useState } from 'react';
import { endsOf, type TimeRange } from './time-range.ts';

function thisMinute(): number {
  return Math.ceil(Date.now() / 60_000) * 60_000;
}

/** The ends of a range in the URL; those of a moving one move on with the minute, and stay the same object until then. */
export function useRangeEnds(range: TimeRange): { from: string; to: string } {
  // The minute, not the moment: until it changes, nothing is drawn again.
  const [minute, setMinute] = useState(thisMinute);
  useEffect(() => {
    const timer = setInterval(() => setMinute(thisMinute()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const { from, to } = endsOf(range, new Date(minute));
  return useMemo(() => ({ from, to }), [from, to]);
}
