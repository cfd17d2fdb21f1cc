'use client';

import { anyValue, type Bucket, exactText, type Pick, rangeOf, type Series, type Unit } from './series.ts';
import { bucketLabel } from './time-axis.ts';

interface ChartTableProps {
  title: string;
  series: readonly Series[];
  buckets: readonly Bucket[];
  unit: Unit;
  height: number;
  onPick: Pick | undefined;
}

/** The same numbers as the chart, newest first; buckets in which nothing was measured are left out. */
export function ChartTable({ title, series, buckets, unit, height, onPick }: ChartTableProps) {
  const filled = buckets.filter((bucket) => anyValue([bucket], series)).reverse();
  return (
    <section
      aria-label={`${title} as a table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-auto"
      style={{ maxHeight: height + 28 }}
    >
      <table aria-label={`${title}, ${unit.name}`} className="w-full text-sm">
        <thead className="sticky top-0 bg-surface text-left text-muted-foreground text-xs">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              Time
            </th>
            {series.map((one) => (
              <th key={one.key} scope="col" className="px-3 py-1 text-right font-medium">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filled.map((bucket) => (
            <tr key={bucket.start} className="border-border border-t">
              <th scope="row" className="whitespace-nowrap py-1 pr-3 text-left font-normal">
                {onPick ? (
                  <button
                    type="button"
                    onClick={() =>
                      onPick(rangeOf(bucket, bucket), series.length === 1 ? (series[0]?.key ?? null) : null)
                    }
                    className="rounded-sm text-accent-text underline-offset-4 hover:underline"
                  >
                    {bucketLabel(bucket)}
                  </button>
                ) : (
                  bucketLabel(bucket)
                )}
              </th>
              {series.map((one) => {
                const value = bucket.values[one.key] ?? null;
                return (
                  <td
                    key={one.key}
                    title={value === null ? undefined : exactText(unit, value)}
                    className="px-3 py-1 text-right"
                  >
                    {value === null ? (
                      '–'
                    ) : onPick && series.length > 1 ? (
                      <button
                        type="button"
                        aria-label={`${unit.format(value)}: rows of ${one.label}`}
                        onClick={() => onPick(rangeOf(bucket, bucket), one.key)}
                        className="rounded-sm underline-offset-4 hover:underline"
                      >
                        {unit.format(value)}
                      </button>
                    ) : (
                      unit.format(value)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
