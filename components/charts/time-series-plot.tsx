'use client';

import { type ReactElement, useState } from 'react';
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { ChartTooltip } from './chart-tooltip.tsx';
import {
  type Bucket,
  isIsolated,
  type Mark,
  type PickedRange,
  rangeOf,
  type Series,
  shareLimit,
  tickLabel,
  type Unit,
} from './series.ts';

interface TimeSeriesPlotProps {
  title: string;
  kind: 'line' | 'area' | 'bar';
  stacked: boolean;
  series: readonly (Series & { color: string })[];
  buckets: readonly Bucket[];
  unit: Unit;
  height: number;
  marks: readonly Mark[];
  onPick: ((range: PickedRange) => void) | undefined;
  onBrush: ((range: PickedRange) => void) | undefined;
}

const axis = { fontSize: 12, fill: 'var(--muted-foreground)' };

export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { title, series, buckets, unit, height, marks } = props;
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const span = (buckets.at(-1)?.end ?? 0) - (buckets[0]?.start ?? 0);

  const finish = () => {
    if (drag === null) return;
    setDrag(null);
    const [a, b] = [buckets[drag.from], buckets[drag.to]];
    if (!a || !b) return;
    if (drag.from === drag.to) props.onPick?.(rangeOf(a, b));
    else (props.onBrush ?? props.onPick)?.(rangeOf(a, b));
  };
  const clickable = props.onPick !== undefined || props.onBrush !== undefined;

  return (
    <div style={{ height }} className={clickable ? 'cursor-pointer select-none' : undefined}>
      <p className="h-4 text-muted-foreground text-xs">{unit.name}</p>
      <ResponsiveContainer width="100%" height={height - 16}>
        <ComposedChart
          data={[...buckets]}
          title={title}
          margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
          onMouseDown={(state) => {
            const index = indexOf(state.activeTooltipIndex);
            if (clickable && index !== null) setDrag({ from: index, to: index });
          }}
          onMouseMove={(state) => {
            const index = indexOf(state.activeTooltipIndex);
            if (drag !== null && index !== null && index !== drag.to) setDrag({ ...drag, to: index });
          }}
          onMouseUp={finish}
          onMouseLeave={() => setDrag(null)}
        >
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="start"
            tickFormatter={(at: number) => tickLabel(at, span)}
            minTickGap={48}
            tick={axis}
            tickLine={false}
            stroke="var(--chart-grid)"
          />
          <YAxis
            width={52}
            domain={[0, unit.scale === 'share' ? shareLimit : 'auto']}
            allowDecimals={unit.scale !== 'whole'}
            tickFormatter={unit.tick ?? unit.format}
            tickCount={5}
            tick={axis}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--border-strong)', fill: 'var(--muted)', fillOpacity: 0.6 }}
            content={({ active, activeIndex }) => {
              const bucket = buckets[indexOf(activeIndex) ?? -1];
              return active && bucket ? (
                <ChartTooltip
                  bucket={bucket}
                  series={series}
                  unit={unit}
                  hint={clickable ? 'Click for the requests' : null}
                />
              ) : null;
            }}
          />
          {series.map((one) => drawSeries(one, props))}
          {marks.map((mark) => (
            <ReferenceLine
              key={`${mark.at} ${mark.label}`}
              x={bucketOf(buckets, mark.at)?.start}
              stroke="var(--muted-foreground)"
              strokeDasharray="3 3"
              label={{ value: mark.label, position: 'insideTopLeft', ...axis }}
            />
          ))}
          {drag !== null && drag.from !== drag.to && (
            <ReferenceArea
              x1={buckets[drag.from]?.start}
              x2={buckets[drag.to]?.start}
              fill="var(--accent)"
              fillOpacity={0.15}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function drawSeries(
  one: Series & { color: string },
  { kind, stacked, buckets }: TimeSeriesPlotProps,
): ReactElement {
  const common = {
    name: one.label,
    dataKey: (bucket: Bucket) => bucket.values[one.key],
    isAnimationActive: false,
  };
  const dot = (point: { cx?: number; cy?: number; index?: number }) => {
    const alone = point.index !== undefined && isIsolated(buckets, point.index, one.key);
    return <circle key={point.index} cx={point.cx} cy={point.cy} r={alone ? 2.5 : 0} fill={one.color} />;
  };
  const stackId = stacked ? 'all' : undefined;
  if (kind === 'bar') {
    return <Bar key={one.key} {...common} stackId={stackId} fill={one.color} maxBarSize={28} />;
  }
  const line = {
    ...common,
    type: 'linear' as const,
    stroke: one.color,
    strokeWidth: 1.75,
    dot,
    connectNulls: false,
  };
  if (kind === 'area') {
    return <Area key={one.key} {...line} stackId={stackId} fill={one.color} fillOpacity={0.15} />;
  }
  return <Line key={one.key} {...line} />;
}

function indexOf(active: unknown): number | null {
  const index = typeof active === 'string' ? Number(active) : active;
  return typeof index === 'number' && Number.isInteger(index) ? index : null;
}

function bucketOf(buckets: readonly Bucket[], at: string): Bucket | undefined {
  const time = Date.parse(at);
  return buckets.find((bucket) => time >= bucket.start && time < bucket.end);
}
