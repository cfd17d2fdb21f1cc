import { formatDuration } from '#components/ui/format.ts';
import type { Inference, TraceSpan } from '#lib/inference/schemas.ts';

const barOf: Record<string, string> = {
  admit: 'bg-chart-8',
  'pre-process': 'bg-chart-5',
  retrieve: 'bg-chart-3',
  generate: 'bg-chart-1',
  'post-process': 'bg-chart-4',
};

function detailText(detail: TraceSpan['detail']): string {
  return Object.entries(detail ?? {})
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key}: ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`)
    .join(' · ');
}

/** Finer than this is noise of the clock. */
function spanTime(ms: number): string {
  return ms < 0.01 ? '< 0.01 ms' : formatDuration(ms);
}

/** Stages of one request on one time axis, with the first token marked. */
export function Waterfall({ inference }: { inference: Inference }) {
  const total = Math.max(inference.totalMs, 0.001);
  const percent = (ms: number) => `${Math.min(100, Math.max(0, (ms / total) * 100))}%`;
  const first = inference.timeToFirstTokenMs;
  return (
    <figure aria-label="Time line of the stages" className="flex flex-col gap-1.5">
      {inference.spans.map((span) => (
        <div
          key={`${span.name}-${span.startMs}-${span.endMs}`}
          className="grid grid-cols-[9.5rem_1fr_5rem] max-sm:grid-cols-[6.5rem_1fr_5rem] items-center gap-3"
        >
          <span
            title={span.name}
            className={`truncate text-sm ${span.kind === 'step' ? 'pl-3 text-muted-foreground' : ''}`}
          >
            {span.name}
          </span>
          <div className="relative h-5 rounded-sm bg-muted" title={detailText(span.detail)}>
            <div
              className={`absolute inset-y-0 min-w-0.5 rounded-sm ${barOf[span.name] ?? 'bg-chart-8'}`}
              style={{ left: percent(span.startMs), width: percent(span.endMs - span.startMs) }}
            />
            {first !== null && (
              <div
                aria-hidden
                className="absolute inset-y-0 w-px bg-foreground/60"
                style={{ left: percent(first) }}
              />
            )}
          </div>
          <span className="whitespace-nowrap text-right text-sm tabular-nums">
            {spanTime(span.endMs - span.startMs)}
          </span>
          {detailText(span.detail) !== '' && (
            <span className="col-span-2 col-start-2 -mt-1 truncate text-muted-foreground text-xs">
              {detailText(span.detail)}
            </span>
          )}
        </div>
      ))}
      <figcaption className="grid grid-cols-[9.5rem_1fr_5rem] max-sm:grid-cols-[6.5rem_1fr_5rem] gap-3 border-border border-t pt-1.5 text-sm">
        <span className="font-medium">total</span>
        <span className="text-muted-foreground">
          {first === null ? 'no token was sent' : `first token after ${formatDuration(first)} (thin line)`}
        </span>
        <span className="text-right font-medium tabular-nums">{formatDuration(inference.totalMs)}</span>
      </figcaption>
    </figure>
  );
}
