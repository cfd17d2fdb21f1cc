'use client';

import { useEffect, useState } from 'react';
import { formatMoment, formatRelative } from './format.ts';

export interface RelativeTimeProps {
  /** ISO 8601 instant; null shows `fallback`. */
  at: string | null;
  fallback?: string;
  className?: string;
}

/** "5 min. ago", with the absolute time in the reader's zone on hover. Keeps itself up to date. */
export function RelativeTime({ at, fallback = 'never', className }: RelativeTimeProps) {
  const [now, setNow] = useState<Date | null>(null);

  // The server's clock and zone are not the reader's, so the text is made in the browser only.
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);

  if (at === null) return <span className={className}>{fallback}</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={now ? formatMoment(date) : undefined} className={className}>
      {now ? formatRelative(date, now) : at.slice(0, 10)}
    </time>
  );
}
