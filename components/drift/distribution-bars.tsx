import { formatCount, formatPercent } from '#components/ui/format.ts';
import type { Distributions } from '#lib/monitors/schemas.ts';
import { formatColumn } from './words.ts';

interface Bin {
  label: string;
  baseline: number;
  current: number;
  counts: { baseline: number; current: number };
}

/** Shares of each bin or value, so that samples of different sizes can be compared. */
function binsOf({ edges, labels, baseline, current }: Distributions, unit: string | null): Bin[] {
  const [before, after] = [sum(baseline), sum(current)];
  return baseline.map((count, i) => ({
    label: labels?.[i] ?? rangeLabel(edges ?? [], i, unit),
    baseline: before === 0 ? 0 : count / before,
    current: after === 0 ? 0 : (current[i] ?? 0) / after,
    counts: { baseline: count, current: current[i] ?? 0 },
  }));
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function rangeLabel(edges: readonly number[], i: number, unit: string | null): string {
  const [low, high] = [edges[i - 1], edges[i]];
  if (low === undefined && high === undefined) return 'all';
  if (low === undefined) return `up to ${formatColumn(high ?? 0, unit)}`;
  return high === undefined
    ? `over ${formatColumn(low, unit)}`
    : `${formatColumn(low, unit)} – ${formatColumn(high, unit)}`;
}

/** Both distributions side by side; a table of the same numbers for whoever cannot see bars. */
export function DistributionBars({
  distributions,
  unit,
}: {
  distributions: Distributions;
  unit: string | null;
}) {
  const bins = binsOf(distributions, unit);
  if (bins.length === 0) return null;
  const most = Math.max(...bins.flatMap(({ baseline, current }) => [baseline, current]), 0.0001);
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap gap-4 text-muted-foreground text-sm">
        <Key className="bg-chart-2/50" label="Baseline" />
        <Key className="bg-chart-1" label="This window" />
        <span>Share of rows</span>
      </figcaption>
      <table className="w-full text-sm tabular-nums">
        <thead className="sr-only">
          <tr>
            <th scope="col">Values</th>
            <th scope="col">Distribution</th>
            <th scope="col">Baseline</th>
            <th scope="col">This window</th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.label}>
              <th
                scope="row"
                className="w-px max-w-36 truncate whitespace-nowrap pr-3 text-left font-normal sm:max-w-56"
              >
                {bin.label}
              </th>
              <td className="py-0.5" aria-hidden>
                <Bar share={bin.baseline / most} className="bg-chart-2/50" />
                <Bar share={bin.current / most} className="bg-chart-1" />
              </td>
              <td
                className="w-px whitespace-nowrap pl-3 text-right text-muted-foreground"
                title={formatCount(bin.counts.baseline)}
              >
                {formatPercent(bin.baseline)}
              </td>
              <td className="w-px whitespace-nowrap pl-2 text-right" title={formatCount(bin.counts.current)}>
                {formatPercent(bin.current)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

function Bar({ share, className }: { share: number; className: string }) {
  return (
    <div
      className={`h-1.5 rounded-sm ${className}`}
      style={{ width: `${Math.max(share * 100, share > 0 ? 0.5 : 0)}%` }}
    />
  );
}

function Key({ className, label }: { className: string; label: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2.5 rounded-sm ${className}`} />
      {label}
    </span>
  );
}
