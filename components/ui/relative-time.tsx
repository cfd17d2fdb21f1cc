'use client';

import { formatMoment, formatRelative } from './format.ts';
import { notAhead, useNow } from './use-now.ts';

export interface RelativeTimeProps {
  /** ISO 8601 instant; null shows `fallback`. */
  at: string | null;
  fallback?: string;
  className?: string;
}

/** "5 min. ago", with the absolute time in the reader's zone on hover. Keeps itself up to date. */
export function RelativeTime({ at, fallback = 'never', className }: RelativeTimeProps) {
  const now = useNow();
  if (at === null) return <span className={className}>{fallback}</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={now ? formatMoment(date) : undefined} className={className}>
      {now ? formatRelative(date, notAhead(date, now)) : at.slice(0, 10)}
    </time>
  );
}
