'use client';

import { Pause, Play, X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { endsOf } from '#components/time-range/time-range.ts';
import { StatusBadge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import {
  formatCount,
  formatDuration,
  formatGoodShare,
  formatMoney,
  formatPercent,
  formatRelative,
} from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { Overview } from '#lib/dashboards/schemas.ts';
import type { MetricTotals } from '#lib/monitoring/schemas.ts';
import type { Environment } from '#lib/serving/schemas.ts';
import { useOverview } from './queries.ts';
import { declineRate, dollars, errorRate, satisfaction } from './rates.ts';
import { ageText, isStale, nextShown } from './rotation.ts';

const turnMs = 20_000;

interface BigScreenProps {
  /** Shown one after the other, after all of them together. */
  endpoints: readonly string[];
  /** Shown alone. */
  endpoint: string | undefined;
  environment: Environment | undefined;
  onClose: () => void;
}

/**
 * The overview for a screen on a wall: the whole window, large and dark, turning from endpoint to endpoint by itself, and
 * saying so when what it shows is old.
 */
export function BigScreen({ endpoints, endpoint, environment, onClose }: BigScreenProps) {
  const now = useClock();
  const [shown, setShown] = useState<string | undefined>(endpoint);
  const [still, setStill] = useState(false);
  const turns = endpoint === undefined && endpoints.length > 1 && !still;
  useEffect(() => {
    if (!turns) return;
    const timer = setInterval(() => setShown((last) => nextShown(endpoints, last)), turnMs);
    return () => clearInterval(timer);
  }, [turns, endpoints]);
  const query = { ...endsOf({ kind: 'preset', preset: '24h' }, now), endpoint: shown, environment };
  const overview = useOverview(query, true);
  const at = overview.data?.at;
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          // Nobody stands before a wall: no button waits there with its hint open.
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            (event.currentTarget as HTMLElement | null)?.focus();
          }}
          className="dark fixed inset-0 z-50 flex flex-col gap-[3vh] overflow-y-auto bg-background p-[3vw] text-foreground outline-none"
        >
          <header className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <Radix.Title className="font-semibold text-[clamp(1.5rem,3vw,3.5rem)] tracking-tight">
              {/* Of what is on screen: while the next is read, the last one stays. */}
              {overview.data?.endpoint ?? 'Everything that is served'}
            </Radix.Title>
            {environment && (
              <span className="text-[clamp(1rem,1.6vw,2rem)] text-muted-foreground">{environment}</span>
            )}
            <span className="ml-auto flex items-center gap-3 text-[clamp(0.875rem,1.3vw,1.5rem)] text-muted-foreground tabular-nums">
              {isStale(at, now) ? (
                <StatusBadge tone="bad" className="h-auto px-3 py-1 text-[length:inherit]">
                  {at === undefined ? 'No data' : `Data is ${ageText(at, now)} old`}
                </StatusBadge>
              ) : (
                at !== undefined && <span>{formatRelative(new Date(at), now)}</span>
              )}
              {endpoint === undefined && endpoints.length > 1 && (
                <IconButton
                  label={still ? 'Go on turning' : 'Stay on this one'}
                  aria-pressed={still}
                  icon={still ? <Play aria-hidden /> : <Pause aria-hidden />}
                  onClick={() => setStill(!still)}
                />
              )}
              <IconButton label="Leave the big screen" icon={<X aria-hidden />} onClick={onClose} />
            </span>
          </header>
          {overview.data ? (
            <>
              <BigVerdict overview={overview.data} />
              <BigFigures overview={overview.data} />
            </>
          ) : (
            <p role="status" className="text-[clamp(1.25rem,2.2vw,2.5rem)] text-muted-foreground">
              {overview.error ? 'The server does not answer. It is asked again by itself.' : 'Reading…'}
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function useClock(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const papers = { ok: 'bg-ok-soft', warn: 'bg-warn-soft', bad: 'bg-bad-soft', neutral: 'bg-muted' } as const;
const inks = { ok: 'text-ok', warn: 'text-warn', bad: 'text-bad', neutral: 'text-muted-foreground' } as const;

function BigVerdict({ overview: { verdict, problems } }: { overview: Overview }) {
  return (
    <section aria-label="Verdict" className={cn('rounded-lg px-[2.5vw] py-[2.5vh]', papers[verdict.tone])}>
      <p className={cn('font-semibold text-[clamp(2rem,5vw,6rem)] leading-tight', inks[verdict.tone])}>
        {verdict.word}
      </p>
      <p className="text-[clamp(1.125rem,2vw,2.5rem)] tabular-nums leading-snug">{verdict.facts}</p>
      {problems.length > 0 && (
        <ul className="mt-[1.5vh] flex flex-col gap-1 text-[clamp(1rem,1.6vw,2rem)] leading-snug">
          {problems.slice(0, 4).map(({ kind, text, href }) => (
            <li key={`${kind} ${href} ${text}`} className="line-clamp-2">
              • {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function BigFigures({ overview: { now, metrics } }: { overview: Overview }) {
  const points = metrics.groups[0]?.points ?? [];
  const line = (label: string, value: (totals: MetricTotals) => number | null) =>
    points.length > 1 && (
      <Sparkline values={points.map(value)} label={label} width={240} height={56} stretch />
    );
  return (
    <dl className="grid flex-1 auto-rows-fr grid-cols-1 gap-[1.5vw] sm:grid-cols-2 lg:grid-cols-3">
      <Figure label="Requests" value={formatCount(now.requests)}>
        {line('Requests over 24 hours', ({ requests }) => requests)}
      </Figure>
      <Figure
        label="Without errors"
        value={now.errorRate === null ? '–' : formatGoodShare(1 - now.errorRate)}
      >
        {line('Share without errors over 24 hours', (totals) => {
          const failed = errorRate(totals);
          return failed === null ? null : 1 - failed;
        })}
      </Figure>
      <Figure label="Latency P95" value={now.p95 === null ? '–' : formatDuration(now.p95)}>
        {line('Latency P95 over 24 hours', (totals) => totals.latency.total?.p95 ?? null)}
      </Figure>
      <Figure
        label="Satisfied"
        value={now.satisfaction === null ? '–' : formatPercent(now.satisfaction.value)}
      >
        {line('Satisfaction over 24 hours', satisfaction)}
      </Figure>
      <Figure
        label="Without an answer"
        value={now.declinedRate === null ? '–' : formatPercent(now.declinedRate)}
      >
        {line('Share without an answer over 24 hours', declineRate)}
      </Figure>
      <Figure label="Cost" value={formatMoney(now.spent)}>
        {line('Cost over 24 hours', ({ cost }) => dollars(cost))}
      </Figure>
    </dl>
  );
}

function Figure({ label, value, children }: { label: string; value: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col rounded-lg border border-border bg-surface px-[1.5vw] py-[2vh]">
      <dt className="text-[clamp(1rem,1.4vw,1.75rem)] text-muted-foreground">{label}</dt>
      <dd className="flex flex-1 flex-col justify-between gap-4">
        <span className="font-semibold text-[clamp(2rem,4.2vw,5rem)] tabular-nums leading-none">{value}</span>
        {children}
      </dd>
    </div>
  );
}
