import { cn } from '#components/ui/cn.ts';
import { formatPercent } from '#components/ui/format.ts';
import type { Bin } from './bins.ts';

interface HistogramProps {
  bins: readonly Bin[];
  /** What stands at the two ends and in the middle below it. */
  ends: readonly [string, string, string];
}

/** Both distributions of a number, one over the other: the baseline as a filled hill, this window as bars. */
export function Histogram({ bins, ends }: HistogramProps) {
  const most = Math.max(...bins.flatMap(({ baseline, current }) => [baseline, current]), 0.0001);
  const height = (share: number) => `${Math.max((share / most) * 100, share > 0 ? 1 : 0)}%`;
  return (
    <div aria-hidden>
      <div className="flex h-36 items-end gap-px border-border border-b sm:gap-0.5">
        {bins.map((bin) => (
          <div
            key={bin.label}
            className="relative flex h-full min-w-0 flex-1 items-end"
            title={`${bin.label}: baseline ${formatPercent(bin.baseline)}, this window ${formatPercent(bin.current)}`}
          >
            <Column height={height(bin.baseline)} className="inset-x-0 bg-chart-2/35" />
            <Column height={height(bin.current)} className="inset-x-1/4 bg-chart-1" />
          </div>
        ))}
      </div>
      <div className="grid grid-cols-3 pt-1 text-muted-foreground text-xs tabular-nums">
        <span>{ends[0]}</span>
        <span className="text-center">{ends[1]}</span>
        <span className="text-right">{ends[2]}</span>
      </div>
    </div>
  );
}

function Column({ height, className }: { height: string; className: string }) {
  return <span className={cn('absolute bottom-0 rounded-t-sm', className)} style={{ height }} />;
}
