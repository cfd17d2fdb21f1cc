import { cn } from '#components/ui/cn.ts';
import type { Monitor, RecentWindow } from '#lib/monitors/schemas.ts';
import { granularityNouns, windowLabel } from './words.ts';

/** The last windows at a glance, oldest first: in which of them did anything drift, and how much of it? */
export function RecentStrip({ monitor }: { monitor: Monitor }) {
  const { recent, granularity, timeZone } = monitor;
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined || recent.length < 2) return null;
  const drifted = recent.filter(({ drifting }) => drifting > 0).length;
  const label = (at: string) => windowLabel(at, granularity, timeZone);
  const noun = `${granularityNouns[granularity]}s`;
  return (
    <div className="flex flex-col gap-1">
      <div
        role="img"
        aria-label={`Drift in ${drifted} of the last ${recent.length} ${noun}`}
        className="flex h-8 max-w-xl items-end gap-0.5"
      >
        {recent.map((window) => (
          <span
            key={window.runId}
            title={`${label(window.windowStart)}: ${saidOf(window)}`}
            className={cn('min-w-1 flex-1 rounded-sm', look(window))}
            style={{ height: `${heightOf(window) * 100}%` }}
          />
        ))}
      </div>
      <p className="flex max-w-xl justify-between text-muted-foreground text-xs">
        <span>{label(first.windowStart)}</span>
        <span>
          drift in {drifted} of {recent.length} {noun}
        </span>
        <span>{label(last.windowStart)}</span>
      </p>
    </div>
  );
}

function saidOf({ drifting, judged, rows }: RecentWindow): string {
  if (judged === 0) return `too few rows (${rows})`;
  return drifting === 0 ? `${judged} columns steady` : `${drifting} of ${judged} columns drifted`;
}

function look({ drifting, judged, size }: RecentWindow): string {
  if (judged === 0) return 'bg-border';
  if (drifting === 0) return 'bg-ok/40';
  return size === 'large' ? 'bg-bad' : 'bg-warn';
}

/** By how many columns drifted; the lowest step is nothing. */
function heightOf({ drifting, judged }: RecentWindow): number {
  return drifting === 0 ? 0.15 : 0.35 + 0.65 * (drifting / Math.max(1, judged));
}
