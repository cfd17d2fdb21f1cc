'use client';

import { StatusBadge, type Tone } from '#components/ui/badge.tsx';
import { Count, Duration } from '#components/ui/numbers.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ProviderHealth } from '#lib/providers/schemas.ts';
import { useProviderHealth } from './queries.ts';

/** A word for how the provider does; the same figures the circuit breaker decides by. */
export function describeHealth({ state, requests, failures }: ProviderHealth): { tone: Tone; word: string } {
  if (state === 'open') return { tone: 'bad', word: 'not asked' };
  if (state === 'half-open') return { tone: 'warn', word: 'trying again' };
  if (requests === 0) return { tone: 'neutral', word: 'no calls yet' };
  return failures === 0 ? { tone: 'ok', word: 'healthy' } : { tone: 'warn', word: 'some calls fail' };
}

/** One line: a word, the calls of the last minutes and how long they took. */
export function HealthLine({ name }: { name: string }) {
  const health = useProviderHealth(name);
  if (health.error) return <span className="text-muted-foreground text-sm">not known</span>;
  if (!health.data) return <Skeleton className="h-5 w-24" />;
  const { requests, failures, latencyMs } = health.data;
  const { tone, word } = describeHealth(health.data);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <StatusBadge tone={tone}>{word}</StatusBadge>
      {requests > 0 && (
        <span className="text-muted-foreground text-sm">
          <Count value={requests} /> {requests === 1 ? 'call' : 'calls'}
          {failures > 0 && (
            <>
              , <Count value={failures} /> failed
            </>
          )}
          {latencyMs.p50 !== null && latencyMs.p95 !== null && (
            <>
              {' · '}P50 <Duration ms={latencyMs.p50} /> · P95 <Duration ms={latencyMs.p95} />
            </>
          )}
        </span>
      )}
    </div>
  );
}

/** The line with what went wrong last, for the drawer. */
export function HealthSection({ name }: { name: string }) {
  const health = useProviderHealth(name);
  const { lastError, windowMinutes } = health.data ?? { lastError: null, windowMinutes: 15 };
  return (
    <section aria-label="Health" className="flex flex-col gap-1.5 border-border border-t pt-4">
      <h3 className="font-medium text-sm">Health</h3>
      <HealthLine name={name} />
      {lastError && (
        <p className="text-sm [overflow-wrap:anywhere]">
          <span className="text-muted-foreground">
            Last error, <RelativeTime at={lastError.at} />:{' '}
          </span>
          {lastError.message}
        </p>
      )}
      <p className="text-muted-foreground text-sm">
        The last {windowMinutes} minutes of the server that answered this page.
      </p>
    </section>
  );
}
