'use client';

import { memo, useMemo, useRef, useState } from 'react';
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
import { isTrouble, markLabels } from './mark-labels.ts';
import { drawSeries, type Near } from './plot-series.tsx';
import {
  type Bucket,
  type Mark,
  markGroups,
  type Pick,
  type PickedRange,
  rangeOf,
  type Series,
  shareLimit,
  type Unit,
} from './series.ts';
import { timeTicks } from './time-axis.ts';
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

/** Drawing is dear, so it happens again only when what is drawn has changed. */
export const TimeSeriesPlot = memo(function TimeSeriesPlot(props: TimeSeriesPlotProps) {
  const { title, series, buckets, unit, height, marks } = props;
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const pressed = useRef<number | null>(null);
  const near = useRef<Near | null>(null);
  // A page of forty charts would draw forty crosshairs with every move.
  const onScreen = useOnScreen(root);
  const data = useMemo(() => [...buckets], [buckets]);
  const groups = useMemo(() => markGroups(buckets, marks), [buckets, marks]);
  const labels = useMemo(() => markLabels(groups, buckets), [groups, buckets]);
  const ticks = useMemo(() => new Map(timeTicks(buckets).map(({ at, label }) => [at, label])), [buckets]);

  const release = () => {
    pressed.current = null;
    setDrag(null);
  };
  const finish = () => {
    const from = pressed.current;
    if (from === null) return;
    const to = drag?.to ?? from;
    release();
    const [a, b] = [buckets[from], buckets[to]];
    if (!a || !b) return;
    if (from === to) props.onPick?.(rangeOf(a, b), near.current?.index === from ? near.current.key : null);
    else if (props.onBrush) props.onBrush(rangeOf(a, b));
    else props.onPick?.(rangeOf(a, b), null);
  };
  const clickable = props.onPick !== undefined || props.onBrush !== undefined;

  return (
    <div ref={root} style={{ height }} className={clickable ? 'cursor-pointer select-none' : undefined}>
      <p className="h-4 text-muted-foreground text-xs">{unit.name}</p>
      <ResponsiveContainer width="100%" height={height - 16}>
        <ComposedChart
          data={data}
          title={title}
          syncId={onScreen ? props.syncId : undefined}
          syncMethod="value"
          margin={{ top: labels.size > 0 ? labelRoom : 8, right: 8, bottom: 0, left: 0 }}
          onMouseDown={(state) => {
            if (clickable) pressed.current = indexOf(state.activeTooltipIndex);
          }}
          onMouseMove={(state) => {
            const to = indexOf(state.activeTooltipIndex);
            const from = pressed.current;
            if (from !== null && to !== null && to !== (drag?.to ?? from)) setDrag({ from, to });
          }}
          onMouseUp={finish}
          onMouseLeave={release}
        >
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            dataKey="start"
            ticks={[...ticks.keys()]}
            tickFormatter={(at: number) => ticks.get(at) ?? ''}
            interval="equidistantPreserveStart"
            minTickGap={12}
            tick={axis}
            tickLine={false}
            stroke="var(--chart-grid)"
          />
          <YAxis
            width={56}
            interval={0}
            domain={[0, unit.scale === 'share' ? shareLimit : 'auto']}
            allowDecimals={unit.scale !== 'whole'}
            tickFormatter={(value: number) => onOneLine((unit.tick ?? unit.format)(value))}
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
            const trouble = together.some(isTrouble);
            const label = labels.get(bucket.start);
            return (
              <ReferenceLine
                key={bucket.start}
                x={bucket.start}
                stroke={trouble ? 'var(--bad)' : 'var(--muted-foreground)'}
                strokeDasharray={trouble ? undefined : '3 3'}
                label={
                  label && {
                    value: label.text,
                    position: label.before ? 'insideTopRight' : 'insideTopLeft',
                    offset: 0,
                    dy: 4 - labelRoom,
                    ...axis,
                  }
                }
              />
            );
          })}
          {series.map((one) => drawSeries(one, props, near))}
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
});

/** Above the drawing, so that no line crosses what is written at a mark. */
const labelRoom = 24;

/** A tick is broken at no space. */
function onOneLine(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

function indexOf(active: unknown): number | null {
  const index = typeof active === 'string' ? Number(active) : active;
  return typeof index === 'number' && Number.isInteger(index) ? index : null;
}

function hintOf({ onPick, onBrush }: TimeSeriesPlotProps): string | null {
  if (onPick && onBrush) return 'Click for the rows, drag to zoom';
  if (onPick) return 'Click for the rows';
  return onBrush ? 'Drag to zoom' : null;
}
