'use client';

import { StatusBadge } from '#components/ui/badge.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { formatCount } from '#components/ui/format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { type ColumnVerdict, isMoved, type Monitor, type MonitorRunDetail } from '#lib/monitors/schemas.ts';
import { useMonitorRun } from './queries.ts';
import { verdictTone, verdictWord, windowLabel } from './words.ts';

interface RunVerdictsProps {
  monitor: Monitor;
  runId: string;
  onOpen: (verdict: ColumnVerdict) => void;
}

/** Everything one window said, slices too: what moved, the worst first, and the rest folded away. */
export function RunVerdicts({ monitor, runId, onOpen }: RunVerdictsProps) {
  const detail = useMonitorRun(monitor.id, runId);
  if (detail.error) return <ErrorState error={detail.error} onRetry={() => void detail.refetch()} />;
  if (!detail.data) return <Skeleton className="h-40 w-full" />;
  const { run, verdicts } = detail.data;
  const moved = verdicts.filter(({ verdict }) => isMoved(verdict));
  const rest = verdicts.filter(({ verdict }) => !isMoved(verdict));
  return (
    <section aria-label="Verdicts of the window" className="flex flex-col gap-2">
      <h3 className="font-semibold text-base">
        {windowLabel(run.windowStart, monitor.granularity, monitor.timeZone)}: {formatCount(run.rows)} rows,
        baseline {formatCount(run.baselineRows)}
      </h3>
      <Notes run={run} />
      {moved.length === 0 && <p className="text-base">Nothing drifted in this window.</p>}
      {moved.length > 0 && <VerdictList verdicts={moved} onOpen={onOpen} />}
      {rest.length > 0 && (
        <details open={moved.length === 0}>
          <summary className="cursor-pointer py-1 text-sm">{restWords(rest)}</summary>
          <VerdictList verdicts={rest} onOpen={onOpen} />
        </details>
      )}
    </section>
  );
}

function restWords(rest: readonly ColumnVerdict[]): string {
  const steady = rest.filter(({ verdict }) => verdict === 'steady').length;
  const few = rest.length - steady;
  return [
    steady > 0 ? `${formatCount(steady)} steady` : '',
    few > 0 ? `${formatCount(few)} with too few values to say` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What of the window was looked at, where it was not all. */
function Notes({ run }: { run: MonitorRunDetail['run'] }) {
  const notes = [
    run.sampled < run.rows && `${formatCount(run.sampled)} of its rows were looked at, drawn by their ids.`,
    run.baselineSampled < run.baselineRows &&
      `${formatCount(run.baselineSampled)} of the baseline’s were looked at.`,
    run.slicesLeft > 0 && `${formatCount(run.slicesLeft)} rarer values of slices were left out.`,
    !run.final && 'It is computed once more for rows that come late.',
  ].filter((note) => note !== false);
  return notes.length === 0 ? null : <p className="text-muted-foreground text-sm">{notes.join(' ')}</p>;
}

interface VerdictListProps {
  verdicts: readonly ColumnVerdict[];
  onOpen: (verdict: ColumnVerdict) => void;
}

function VerdictList({ verdicts, onOpen }: VerdictListProps) {
  return (
    <ul className="flex flex-col divide-y divide-border rounded-md border border-border">
      {verdicts.map((verdict) => (
        <li key={`${verdict.slice} ${verdict.column}`}>
          <button
            type="button"
            onClick={() => onOpen(verdict)}
            className="flex w-full flex-wrap items-baseline gap-x-2 gap-y-0.5 px-3 py-2 text-left hover:bg-hover"
          >
            <StatusBadge tone={verdictTone(verdict)}>{verdictWord(verdict)}</StatusBadge>
            <span className="min-w-0 flex-1 basis-64">
              <span className="text-muted-foreground">
                {verdict.label}
                {verdict.slice !== '' && ` (${verdict.slice})`}:{' '}
              </span>
              {verdict.words}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
