import { LoaderCircle } from 'lucide-react';
import { Badge, EnvironmentBadge, StatusBadge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { formatCount } from '#components/ui/format.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { ColumnVerdict, Monitor } from '#lib/monitors/schemas.ts';
import { environmentSchema } from '#lib/registry/schemas.ts';
import { RecentStrip } from './recent-strip.tsx';
import {
  baselineWords,
  granularityNouns,
  granularityWords,
  monitorTitle,
  verdictTone,
  verdictWord,
  windowLabel,
} from './words.ts';

const shown = 4;

/** One monitor with what its last window said, words first. */
export function MonitorCard({ monitor, onOpen }: { monitor: Monitor; onOpen: () => void }) {
  const found = monitor.verdicts.filter(({ verdict }) => verdict === 'drift' || verdict === 'missing');
  const environment = environmentSchema.safeParse(monitor.environment).data;
  return (
    <article className="rounded-md border border-border bg-surface px-4 py-3.5">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 font-semibold text-base [overflow-wrap:anywhere]">{monitorTitle(monitor)}</h2>
        {environment && <EnvironmentBadge environment={environment} />}
        {!monitor.enabled && <Badge>off</Badge>}
        {monitor.running > 0 && (
          <StatusBadge tone="info" icon={LoaderCircle}>
            computing
          </StatusBadge>
        )}
        <Button size="sm" className="ml-auto" onClick={onOpen} aria-label={`Open ${monitorTitle(monitor)}`}>
          Open
        </Button>
      </header>
      <p className="text-muted-foreground text-sm">
        {granularityWords[monitor.granularity]}, {baselineWords(monitor.baseline, monitor.granularity)}
        {monitor.lastRun && (
          <>
            {' · last window ended '}
            <RelativeTime at={monitor.lastRun.windowEnd} />
          </>
        )}
      </p>
      {found.length > 0 && (
        <ul className="mt-2.5 flex flex-col gap-1.5">
          {found.slice(0, shown).map((verdict) => (
            <VerdictLine key={verdict.column} verdict={verdict} monitor={monitor} />
          ))}
        </ul>
      )}
      <p className="mt-2 text-sm">{restOf(monitor, found.length)}</p>
      {monitor.recent.length > 1 && (
        <div className="mt-3">
          <RecentStrip monitor={monitor} />
        </div>
      )}
    </article>
  );
}

function VerdictLine({ verdict, monitor }: { verdict: ColumnVerdict; monitor: Monitor }) {
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
      <StatusBadge tone={verdictTone(verdict)}>{verdictWord(verdict)}</StatusBadge>
      <span className="min-w-0 flex-1 basis-64 text-base">
        {verdict.words}
        {verdict.since !== null && (
          <span className="text-muted-foreground">
            {' Since '}
            {windowLabel(verdict.since, monitor.granularity, monitor.timeZone)}.
          </span>
        )}
      </span>
    </li>
  );
}

function restOf(monitor: Monitor, found: number): string {
  const { verdicts, lastRun } = monitor;
  if (lastRun === null) return waiting(monitor);
  const steady = verdicts.filter(({ verdict }) => verdict === 'steady').length;
  const few = verdicts.filter(({ verdict }) => verdict === 'too-few').length;
  if (few === verdicts.length) return tooFew(monitor);
  const parts = [
    found > shown ? `${found - shown} more drifted` : '',
    steady > 0 ? `${steady} of ${verdicts.length} columns are steady` : '',
    few > 0 ? `${few} have too few values to say` : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}

function waiting({ granularity, enabled }: Monitor): string {
  if (!enabled) return 'It is turned off, so nothing is compared.';
  return `Nothing has been compared yet: the first ${granularityNouns[granularity]} with requests has to be over.`;
}

function tooFew({ granularity, lastRun, thresholds }: Monitor): string {
  const noun = granularityNouns[granularity];
  const rows = lastRun?.rows ?? 0;
  const least = thresholds.minRows;
  return rows < least
    ? `Too quiet to judge: the last ${noun} has ${formatCount(rows)} ${rows === 1 ? 'request' : 'requests'}, and ${formatCount(least)} are needed.`
    : `Too little to compare with: the baseline has ${formatCount(lastRun?.baselineRows ?? 0)} requests, and ${formatCount(least)} are needed.`;
}
