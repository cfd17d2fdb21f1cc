'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Card } from '#components/ui/card.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { ChartTable } from './chart-table.tsx';
import { Legend } from './legend.tsx';
import {
  type BucketRange,
  chartColor,
  fillBuckets,
  type Mark,
  type PickedRange,
  type Series,
  type SeriesPoint,
  type Unit,
} from './series.ts';

export type { Mark, PickedRange, Series, SeriesPoint, Unit } from './series.ts';

import { TimeSeriesPlot } from './time-series-plot.tsx';

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
  onPick?: (range: PickedRange) => void;
  /** A drag over several buckets. */
  onBrush?: (range: PickedRange) => void;
  /** Version changes, splits, alerts. */
  marks?: readonly Mark[];
  actions?: ReactNode;
  className?: string;
}

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
  marks = [],
  actions,
  className,
}: TimeSeriesChartProps) {
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const coloured = useMemo(
    () => series.map((one, index) => ({ ...one, color: one.color ?? chartColor(index) })),
    [series],
  );
  const shown = coloured.filter((one) => !hidden.includes(one.key));
  const buckets = useMemo(
    () =>
      fillBuckets(
        points ?? [],
        series.map((one) => one.key),
        range,
      ),
    [points, series, range],
  );
  const empty = points !== undefined && points.length === 0;
  return (
    <Card
      title={title}
      description={description}
      className={className}
      actions={
        <>
          {actions}
          <IconButton
            label={asTable ? 'Show as chart' : 'Show as table'}
            aria-pressed={asTable}
            icon={asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
            onClick={() => setAsTable(!asTable)}
          />
        </>
      }
    >
      {points === undefined ? (
        <div aria-busy style={{ height }}>
          <Skeleton className="h-full" />
        </div>
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
        <>
          <TimeSeriesPlot
            title={title}
            kind={kind}
            stacked={stacked}
            series={shown}
            buckets={buckets}
            unit={unit}
            height={height}
            marks={marks}
            onPick={onPick}
            onBrush={onBrush}
          />
          {coloured.length > 1 && <Legend series={coloured} hidden={hidden} onChange={setHidden} />}
        </>
      )}
    </Card>
  );
}
