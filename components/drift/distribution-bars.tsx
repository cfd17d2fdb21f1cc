import { formatCount, formatPercent } from '#components/ui/format.ts';
import type { Distributions } from '#lib/monitors/schemas.ts';
import { type Bin, binsOf, endsOf } from './bins.ts';
import { Histogram } from './histogram.tsx';

interface DistributionBarsProps {
  distributions: Distributions;
  unit: string | null;
  /** What is drawn, where it is not the column itself. */
  caption?: string | null;
}

/** Both distributions: of numbers a histogram, of values bars; and a table of the same numbers for whoever sees neither. */
export function DistributionBars({ distributions, unit, caption = null }: DistributionBarsProps) {
  const bins = binsOf(distributions, unit);
  if (bins.length === 0) return null;
  const edges = distributions.edges;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap gap-4 text-muted-foreground text-sm">
        <Key className="bg-chart-2/50" label="Baseline" />
        <Key className="bg-chart-1" label="This window" />
        <span>{caption ?? 'Share of rows'}</span>
      </figcaption>
      {edges !== null && edges.length > 1 ? (
        <>
          <Histogram bins={bins} ends={endsOf(edges, unit)} />
          <details>
            <summary className="cursor-pointer text-muted-foreground text-sm">As a table</summary>
            <BinTable bins={bins} />
          </details>
        </>
      ) : (
        <BinTable bins={bins} />
      )}
    </figure>
  );
}

function BinTable({ bins }: { bins: readonly Bin[] }) {
  const most = Math.max(...bins.flatMap(({ baseline, current }) => [baseline, current]), 0.0001);
  return (
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
