'use client';

import { useEffect, useRef } from 'react';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { OwnQuota } from '#lib/limits/schemas.ts';
import { useOwnUsage } from './queries.ts';
import { amountText, periodWords } from './words.ts';

interface OwnQuotaLineProps {
  endpoint: string;
  /** An answer is under way: what it used is known when it ends. */
  answering: boolean;
}

/** Below the composer: what one has left here, loud only when little is. Nothing without quotas. */
export function OwnQuotaLine({ endpoint, answering }: OwnQuotaLineProps) {
  const usage = useOwnUsage(endpoint);
  const { refetch } = usage;
  const wasAnswering = useRef(false);
  useEffect(() => {
    if (wasAnswering.current && !answering) void refetch();
    wasAnswering.current = answering;
  }, [answering, refetch]);
  const [tightest] = usage.data?.quotas ?? [];
  if (tightest === undefined) return null;
  const { measure, left, periodEnd, share, warned } = tightest;
  const spent = left === '0' || (share !== null && share >= 1);
  const tone = spent ? 'text-bad' : warned === null ? 'text-muted-foreground' : 'text-warn';
  return (
    <p role="status" className={`text-center text-xs tabular-nums ${tone}`}>
      {spent ? (
        <>
          {ownerText(tightest)} is used up; it renews <RelativeTime at={periodEnd} />.
        </>
      ) : (
        <>
          {amountText(measure, left)} left of {ownerText(tightest).toLowerCase()}, renews{' '}
          <RelativeTime at={periodEnd} />
        </>
      )}
    </p>
  );
}

function ownerText({ of, measure, period, amount }: OwnQuota): string {
  const what = `${amountText(measure, amount)} ${periodWords[period]}`;
  return of.kind === 'user' ? `Your ${what}` : `The ${what} of ${of.name}`;
}
