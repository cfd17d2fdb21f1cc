'use client';

import { ChevronRight, CircleAlert, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { StatusBadge } from '#components/ui/badge.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Overview } from '#lib/dashboards/schemas.ts';

const edges = {
  ok: 'border-l-ok',
  warn: 'border-l-warn',
  bad: 'border-l-bad',
  neutral: 'border-l-border',
} as const;

/** Is it well? One sentence, then what is not, each with a way to look at it. */
export function VerdictCard({ overview }: { overview: Overview }) {
  const { verdict, problems, health, alerts, objectives } = overview;
  return (
    <section
      aria-label="Verdict"
      className={cn('rounded-md border border-border border-l-4 bg-surface px-4 py-3.5', edges[verdict.tone])}
    >
      <p className="flex flex-wrap items-center gap-2 text-lg">
        <StatusBadge tone={verdict.tone} className="h-6 text-sm">
          {verdict.word}
        </StatusBadge>
        <span className="tabular-nums">{verdict.facts}</span>
      </p>
      {problems.length > 0 && (
        <ul className="mt-3 flex flex-col gap-0.5">
          {problems.map(({ kind, tone, text, href }) => (
            <li key={`${kind} ${href} ${text}`}>
              <Link href={href} className="-mx-2 flex items-start gap-2 rounded-sm px-2 py-1 hover:bg-hover">
                {tone === 'bad' ? (
                  <CircleAlert role="img" aria-label="Severe" className="mt-0.5 size-4 shrink-0 text-bad" />
                ) : (
                  <TriangleAlert
                    role="img"
                    aria-label="Warning"
                    className="mt-0.5 size-4 shrink-0 text-warn"
                  />
                )}
                <span className="min-w-0 [overflow-wrap:anywhere]">{text}</span>
                <ChevronRight aria-hidden className="mt-0.5 ml-auto size-4 shrink-0 text-muted-foreground" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-sm">
        <Link href="/alerts" className="underline-offset-4 hover:underline">
          {alerts.firing === 0
            ? 'No alert fires'
            : `${alerts.firing} ${alerts.firing === 1 ? 'alert fires' : 'alerts fire'}`}
        </Link>
        <Link href="/health" className="underline-offset-4 hover:underline">
          {checkWords(health)}
        </Link>
        <Link href="/overview?tab=objectives" className="underline-offset-4 hover:underline">
          {objectiveWords(objectives)}
        </Link>
      </p>
    </section>
  );
}

function checkWords({ passing, failing }: Overview['health']): string {
  const all = passing + failing;
  if (all === 0) return 'No health check has run';
  return failing === 0 ? `All ${all} checks pass` : `${failing} of ${all} checks fail`;
}

function objectiveWords({ met, atRisk, missed, unknown }: Overview['objectives']): string {
  const all = met + atRisk + missed + unknown;
  if (all === 0) return 'No objective is set';
  const measured = all - unknown;
  const words = `${met} of ${measured} ${measured === 1 ? 'objective' : 'objectives'} met`;
  const others = [
    atRisk > 0 && `${atRisk} at risk`,
    unknown > 0 && `${unknown} without anything to measure`,
  ].filter((part) => part !== false);
  return [words, ...others].join(', ');
}
