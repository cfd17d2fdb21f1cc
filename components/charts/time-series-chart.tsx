'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Card } from '#components/ui/card.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useLatest } from '#components/ui/use-latest.ts';
import { ChartMenu } from './chart-menu.tsx';
import { ChartSkeleton } from './chart-skeleton.tsx';
import { ChartTable } from './chart-table.tsx';
import { Legend } from './legend.tsx';
import {
  anyValue,
  type BucketRange,
  chartColor,
  fillBuckets,
  type Mark,
  type Pick,
  type PickedRange,
  type Series,
  type SeriesPoint,
  type Unit,
} from './series.ts';
import type { TimeSeriesPlotProps } from './time-series-plot.tsx';

export type { Mark, PickedRange, Series, SeriesPoint, Unit } from './series.ts';

/** The drawing library is loaded with the first chart that has something to draw. */
const TimeSeriesPlot = lazy(async () => ({
  default: (await import('./time-series-plot.tsx')).TimeSeriesPlot,
}));

export interface TimeSeriesChartProps {
  title: string;
  description?: ReactNode;
  kind?: 'line' | 'area' | 'bar';
  /** Areas and bars stand on each other. */
  stacked?: boolean;
  series: readonly Series[];
  /** Undefined while loading. */
  points: readonly SeriesPoint[] | undefined;
  range: BucketRange;
  unit: Unit;
  height?: number;
  /** A click on a bucket: leads to the rows behind it. */
  onPick?: Pick;
  /** A drag over several buckets. */
  onBrush?: (range: PickedRange) => void;
  /** Version changes, splits, alerts. */
  marks?: readonly Mark[];
  /** Charts of one name show their crosshair at the same time. */
  syncId?: string;
  /** Items of the chart's menu, above the exports. */
  menu?: ReactNode;
  /** Below the chart: what is left out, say. */
  note?: ReactNode;
  /** What stands instead of the chart: a failed load. */
  problem?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

const noMarks: readonly Mark[] = [];

/** A card with a chart of one unit over time, its legend, and the same as a table. */
export function TimeSeriesChart({
  title,
  description,
  kind = 'line',
  stacked = false,
  series,
  points,
  range,
  unit,
  height = 200,
  onPick,
  onBrush,
  marks = noMarks,
  syncId,
  menu,
  note,
  problem,
  actions,
  className,
}: TimeSeriesChartProps) {
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const coloured = useMemo(
    () => series.map((one, index) => ({ ...one, color: one.color ?? chartColor(index) })),
    [series],
  );
  const shown = useMemo(() => coloured.filter((one) => !hidden.includes(one.key)), [coloured, hidden]);
  const { from, to, bucketSeconds } = range;
  const buckets = useMemo(() => {
    const keys = series.map((one) => one.key);
    return fillBuckets(points ?? [], keys, { from, to, bucketSeconds });
  }, [points, series, from, to, bucketSeconds]);
  const drawing = useRef<HTMLDivElement>(null);
  const empty = points !== undefined && !anyValue(buckets, series);
  const zero = !empty && buckets.every(({ values }) => series.every(({ key }) => !values[key]));
  const latestPick = useLatest(onPick);
  const latestBrush = useLatest(onBrush);
  const pick = onPick && latestPick;
  const brush = onBrush && latestBrush;
  const picture = useMemo(
    (): TimeSeriesPlotProps => ({
      title,
      kind,
      stacked,
      series: shown,
      buckets,
      unit,
      height,
      marks,
      onPick: pick,
      onBrush: brush,
      syncId,
    }),
    [title, kind, stacked, shown, buckets, unit, height, marks, pick, brush, syncId],
  );
  // Whoever clicks somewhere else meanwhile is answered first.
  const drawn = useDeferredValue(picture, null);
  return (
    <Card
      title={title}
      description={description}
      className={className}
      actions={
        <>
          {actions}
          <IconButton
            label={asTable ? `Show ${title} as chart` : `Show ${title} as table`}
            aria-pressed={asTable}
            icon={asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
            onClick={() => setAsTable(!asTable)}
          />
          <ChartMenu title={title} series={shown} buckets={buckets} unit={unit} drawing={drawing}>
            {menu}
          </ChartMenu>
        </>
      }
    >
      {problem ??
        (points === undefined ? (
          <ChartSkeleton height={height} />
        ) : empty ? (
          <p style={{ height }} className="flex items-center justify-center text-muted-foreground text-sm">
            Nothing was measured in this range.
          </p>
        ) : asTable ? (
          <ChartTable
            title={title}
            series={coloured}
            buckets={buckets}
            unit={unit}
            height={height}
            onPick={onPick}
          />
        ) : (
          <div ref={drawing}>
            <Suspense fallback={<ChartSkeleton height={height} />}>
              {drawn === null ? <ChartSkeleton height={height} /> : <TimeSeriesPlot {...drawn} />}
            </Suspense>
            {coloured.length > 1 && <Legend series={coloured} hidden={hidden} onChange={setHidden} />}
          </div>
        ))}
      {zero && points !== undefined && !asTable && (
        <p className="pt-2 text-muted-foreground text-xs">Every value in this range is zero.</p>
      )}
      {note && <p className="pt-2 text-muted-foreground text-xs">{note}</p>}
    </Card>
  );
}
