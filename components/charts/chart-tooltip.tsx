import { type Bucket, type Mark, type Series, sortedValues, type Unit } from './series.ts';
import { Swatch } from './swatch.tsx';
import { bucketLabel } from './time-axis.ts';

interface ChartTooltipProps {
  bucket: Bucket;
  series: readonly Series[];
  unit: Unit;
  /** What happened in this bucket. */
  marks?: readonly Mark[];
  /** What a click does. */
  hint: string | null;
}

export function ChartTooltip({ bucket, series, unit, marks = [], hint }: ChartTooltipProps) {
  const rows = sortedValues(bucket, series);
  return (
    <div className="rounded-md border border-border bg-surface px-3 py-2 text-xs shadow-overlay">
      <p className="pb-1 text-muted-foreground">{bucketLabel(bucket)}</p>
      {rows.length === 0 && <p>Nothing measured</p>}
      <dl>
        {rows.map((row) => (
          <div key={row.series.key} className="flex items-center gap-2">
            <Swatch of={row.series} />
            <dt className="max-w-56 truncate">{row.series.label}</dt>
            <dd className="ml-auto pl-4 font-medium tabular-nums">{unit.format(row.value)}</dd>
          </div>
        ))}
      </dl>
      {marks.length > 0 && (
        <ul className="mt-1 max-w-64 border-border border-t pt-1">
          {marks.map((mark) => (
            <li key={`${mark.at} ${mark.label}`} className="truncate">
              {mark.label}
            </li>
          ))}
        </ul>
      )}
      {hint && rows.length > 0 && <p className="pt-1 text-muted-foreground">{hint}</p>}
    </div>
  );
}
