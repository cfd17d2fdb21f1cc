'use client';

import { useRef, useState } from 'react';
import {
  CartesianGrid,
  ComposedChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { ChartTooltip } from './chart-tooltip.tsx';
import { drawSeries } from './plot-series.tsx';
import {
  type Bucket,
  type Mark,
  markGroups,
  type Pick,
  type PickedRange,
  rangeOf,
  type Series,
  shareLimit,
  tickLabel,
  type Unit,
} from './series.ts';
import { useOnScreen } from './use-on-screen.ts';

export interface TimeSeriesPlotProps {
  title: string;
  kind: 'line' | 'area' | 'bar';
  stacked: boolean;
  series: readonly (Series & { color: string })[];
  buckets: readonly Bucket[];
  unit: Unit;
  height: number;
  marks: readonly Mark[];
  onPick: Pick | undefined;
  onBrush: ((range: PickedRange) => void) | undefined;
  /** Charts of one name show their crosshair at the same time. */
  syncId: string | undefined;
}

const axis = { fontSize: 12, fill: 'var(--muted-foreground)' };

export function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { title, series, buckets, unit, height, marks } = props;
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const near = useRef<string | null>(null);
  // A page of forty charts would draw forty crosshairs with every move.
  const onScreen = useOnScreen(root);
  const groups = markGroups(buckets, marks);
  const span = (buckets.at(-1)?.end ?? 0) - (buckets[0]?.start ?? 0);
  const lateFrom = (buckets[0]?.start ?? 0) + span * 0.8;

  const finish = () => {
    if (drag === null) return;
    setDrag(null);
    const [a, b] = [buckets[drag.from], buckets[drag.to]];
    if (!a || !b) return;
    if (drag.from === drag.to) props.onPick?.(rangeOf(a, b), near.current);
    else if (props.onBrush) props.onBrush(rangeOf(a, b));
    else props.onPick?.(rangeOf(a, b), null);
  };
  const clickable = props.onPick !== undefined || props.onBrush !== undefined;

  return (
    <div ref={root} style={{ height }} className={clickable ? 'cursor-pointer select-none' : undefined}>
      <p className="h-4 text-muted-foreground text-xs">{unit.name}</p>
      <ResponsiveContainer width="100%" height={height - 16}>
        <ComposedChart
          data={[...buckets]}
          title={title}
          syncId={onScreen ? props.syncId : undefined}
          syncMethod="value"
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
              // Of charts in step, only the one that is pointed at says its numbers; the others show the crosshair.
              const own = root.current?.matches(':hover, :focus-within') ?? false;
              return active && own && bucket ? (
                <ChartTooltip
                  bucket={bucket}
                  series={series}
                  unit={unit}
                  marks={groups.find((group) => group.bucket === bucket)?.marks ?? []}
                  hint={hintOf(props)}
                />
              ) : null;
            }}
          />
          {groups.map(({ bucket, marks: together }) => {
            const trouble = together.some(({ kind }) => kind === 'alert' || kind === 'incident');
            return (
              <ReferenceLine
                key={bucket.start}
                x={bucket.start}
                stroke={trouble ? 'var(--bad)' : 'var(--muted-foreground)'}
                strokeDasharray={trouble ? undefined : '3 3'}
                label={groups.length > mostLabels ? undefined : labelOf(together, bucket.start > lateFrom)}
              />
            );
          })}
          {series.map((one) => drawSeries(one, props, (key) => (near.current = key)))}
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

function indexOf(active: unknown): number | null {
  const index = typeof active === 'string' ? Number(active) : active;
  return typeof index === 'number' && Number.isInteger(index) ? index : null;
}

/** More than these would lie on each other; the tooltip names them all. */
const mostLabels = 3;

/** What stands late in the picture is written before its line: behind it there is no room. */
function labelOf(marks: readonly Mark[], late: boolean) {
  const [first, ...others] = marks;
  const value = others.length === 0 ? first?.label : `${marks.length} changes`;
  return { value, position: late ? ('insideTopRight' as const) : ('insideTopLeft' as const), ...axis };
}

function hintOf({ onPick, onBrush }: TimeSeriesPlotProps): string | null {
  if (onPick && onBrush) return 'Click for the rows, drag to zoom';
  if (onPick) return 'Click for the rows';
  return onBrush ? 'Drag to zoom' : null;
}
