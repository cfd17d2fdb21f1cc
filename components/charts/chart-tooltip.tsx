import { type Bucket, bucketLabel, type Series, sortedValues, type Unit } from './series.ts';

interface ChartTooltipProps {
  bucket: Bucket;
  series: readonly Series[];
  unit: Unit;
  /** What a click does. */
  hint: string | null;
}

export function ChartTooltip({ bucket, series, unit, hint }: ChartTooltipProps) {
  const rows = sortedValues(bucket, series);
  return (
    <div className="rounded-md border border-border bg-surface px-3 py-2 text-xs shadow-overlay">
      <p className="pb-1 text-muted-foreground">{bucketLabel(bucket)}</p>
      {rows.length === 0 && <p>Nothing measured</p>}
      <dl>
        {rows.map((row) => (
          <div key={row.series.key} className="flex items-center gap-2">
            <span aria-hidden className="size-2 rounded-full" style={{ background: row.series.color }} />
            <dt>{row.series.label}</dt>
            <dd className="ml-auto pl-4 font-medium tabular-nums">{unit.format(row.value)}</dd>
          </div>
        ))}
      </dl>
      {hint && rows.length > 0 && <p className="pt-1 text-muted-foreground">{hint}</p>}
    </div>
  );
}
