'use client';

import Link from 'next/link';
import { StatusBadge } from '#components/ui/badge.tsx';
import { formatDuration, formatPercent } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Select } from '#components/ui/select.tsx';
import { type CheckHistory, type CheckResult, type UptimeRange, uptimeRanges } from '#lib/health/schemas.ts';
import { IncidentList } from './incident-list.tsx';
import { UptimeBars } from './uptime-bars.tsx';
import { rangeWords } from './words.ts';

interface CheckHistoryViewProps {
  history: CheckHistory;
  range: UptimeRange;
  onRange: (range: UptimeRange) => void;
}

export function CheckHistoryView({ history, range, onRange }: CheckHistoryViewProps) {
  const { check, bars, uptime, incidents, results } = history;
  return (
    <>
      <section aria-label="Uptime" className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h3 className="font-semibold text-base">Uptime</h3>
          <Select
            aria-label="Uptime over"
            size="sm"
            className="w-auto"
            value={range}
            options={uptimeRanges.map((value) => ({ value, label: rangeWords[value] }))}
            onValueChange={onRange}
          />
        </div>
        <UptimeBars bars={bars} label={`Uptime of ${check.name} over ${rangeWords[range]}`} className="h-9" />
        <dl className="grid grid-cols-4 gap-2 text-sm">
          {uptimeRanges.map((one) => (
            <div key={one}>
              <dt className="text-muted-foreground text-xs">{rangeWords[one]}</dt>
              <dd className="tabular-nums">{percent(uptime[one])}</dd>
            </div>
          ))}
        </dl>
        <p className="text-muted-foreground text-xs">
          Share of runs that passed. Time without runs is left out: nothing is known of it.
        </p>
      </section>
      <IncidentList check={check} incidents={incidents} />
      <section aria-label="Latest runs" className="flex flex-col gap-2">
        <h3 className="font-semibold text-base">Latest runs</h3>
        {results.length === 0 && <p className="text-muted-foreground text-sm">It has not run yet.</p>}
        <ul className="divide-y divide-border border-border border-y">
          {results.map((result) => (
            <ResultLine key={result.at} result={result} />
          ))}
        </ul>
      </section>
    </>
  );
}

function percent(share: number | null): string {
  return share === null ? 'unknown' : formatPercent(share);
}

function ResultLine({ result: { at, passed, latencyMs, message, requestId } }: { result: CheckResult }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2 text-sm">
      <StatusBadge tone={passed ? 'ok' : 'bad'}>{passed ? 'Passed' : 'Failed'}</StatusBadge>
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{message}</span>
      <span className="text-muted-foreground text-xs tabular-nums">
        {formatDuration(latencyMs)} · <RelativeTime at={at} />
        {requestId !== null && (
          <>
            {' · '}
            <Link href={`/inferences/${requestId}`} className="text-accent-text hover:underline">
              Trace
            </Link>
          </>
        )}
      </span>
    </li>
  );
}
