import { cn } from '#components/ui/cn.ts';
import { formatMoment, formatPercent } from '#components/ui/format.ts';
import type { UptimeBar } from '#lib/health/schemas.ts';

interface UptimeBarsProps {
  bars: readonly UptimeBar[];
  /** What it is of, for those who do not see it: "Uptime of PostgreSQL". */
  label: string;
  className?: string;
}

/** One bar for each piece of time: all passed, some failed, down, or nothing known. */
export function UptimeBars({ bars, label, className }: UptimeBarsProps) {
  return (
    <div
      role="img"
      aria-label={`${label}: ${summaryOf(bars)}`}
      className={cn('flex h-7 items-stretch gap-px', className)}
    >
      {bars.map((bar) => (
        <span
          key={bar.from}
          title={titleOf(bar)}
          className={cn('min-w-0.5 flex-1 rounded-[1px]', colourOf(bar))}
        />
      ))}
    </div>
  );
}

function colourOf({ passed, failed, down }: UptimeBar): string {
  if (passed + failed === 0) return 'bg-muted';
  if (down || passed === 0) return 'bg-bad';
  return failed > 0 ? 'bg-warn' : 'bg-ok';
}

function titleOf({ from, to, passed, failed, down }: UptimeBar): string {
  const when = `${formatMoment(new Date(from))} – ${formatMoment(new Date(to))}`;
  if (passed + failed === 0) return `${when}: nothing known`;
  const share = `${formatPercent(passed / (passed + failed))} of ${passed + failed} runs passed`;
  return `${when}: ${share}${down ? ', down' : ''}`;
}

function summaryOf(bars: readonly UptimeBar[]): string {
  const known = bars.filter(({ passed, failed }) => passed + failed > 0);
  if (known.length === 0) return 'nothing known yet';
  const bad = known.filter(({ failed }) => failed > 0).length;
  const unknown = bars.length - known.length;
  const parts = [
    bad === 0 ? 'no failures' : `failures in ${bad} of ${bars.length} periods`,
    unknown === 0 ? '' : `nothing known of ${unknown}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}
