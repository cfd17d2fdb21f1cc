'use client';

import { useMemo } from 'react';
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Unit } from './series.ts';
import {
  extentOf,
  linearScale,
  logScale,
  positionsOf,
  valuesOf,
  type XyAxis,
  type XySeries,
  xyData,
} from './xy-series.ts';

export interface XyPlotProps {
  title: string;
  series: readonly (XySeries & { color: string })[];
  axis: XyAxis;
  unit: Unit;
  log: boolean;
  height: number;
  /** Ends of both axes are those of these series too, so that charts beside each other compare. */
  sharing?: readonly XySeries[];
}

const tick = { fontSize: 12, fill: 'var(--muted-foreground)' };

/** Lines over steps or time. A stretch of one point is drawn as a dot. */
export function XyPlot({ title, series, axis, unit, log, height, sharing = series }: XyPlotProps) {
  const data = useMemo(() => xyData(series, log), [series, log]);
  const extent = useMemo(() => extentOf(sharing, log), [sharing, log]);
  const positions = useMemo(() => positionsOf(sharing), [sharing]);
  const alone = useMemo(() => columnsOfOnePoint(data.rows), [data]);
  if (extent === null || positions === null) {
    return (
      <p style={{ height }} className="flex items-center justify-center text-muted-foreground text-sm">
        {data.hidden > 0
          ? 'A logarithmic axis shows values above zero only, and there is none.'
          : 'No number was measured.'}
      </p>
    );
  }
  const scale = log ? logScale(extent) : linearScale(extent);
  const colors = new Map(series.map(({ key, color }) => [key, color]));
  return (
    <div style={{ height }}>
      <p className="h-4 truncate text-muted-foreground text-xs">
        {unit.name}
        {log && ', logarithmic'}
        {data.hidden > 0 && `; ${data.hidden} at zero or below are not shown`}
      </p>
      <ResponsiveContainer width="100%" height={height - 32}>
        <ComposedChart data={data.rows} title={title} margin={{ top: 6, right: 12, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
          <XAxis
            type="number"
            dataKey="x"
            domain={positions}
            allowDecimals={!axis.whole}
            tickFormatter={axis.format}
            minTickGap={32}
            tick={tick}
            tickLine={false}
            stroke="var(--chart-grid)"
          />
          <YAxis
            width={56}
            scale={log ? 'log' : 'linear'}
            domain={scale.domain}
            ticks={scale.ticks}
            tickFormatter={unit.tick ?? unit.format}
            tick={tick}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--border-strong)' }}
            content={({ active, activeIndex }) => {
              const row = data.rows[Number(activeIndex ?? -1)];
              if (!active || row === undefined) return null;
              return (
                <div className="rounded-md border border-border bg-surface px-3 py-2 text-xs shadow-overlay">
                  <p className="pb-1 text-muted-foreground">
                    {axis.name} {axis.format(row.x)}
                  </p>
                  <dl>
                    {valuesOf(row, data, series).map(({ series: one, value }) => (
                      <div key={one.key} className="flex items-center gap-2">
                        <span
                          aria-hidden
                          className="size-2 rounded-full"
                          style={{ background: colors.get(one.key) }}
                        />
                        <dt className="max-w-56 truncate">{one.label}</dt>
                        <dd className="ml-auto pl-4 font-medium tabular-nums">{unit.format(value)}</dd>
                      </div>
                    ))}
                  </dl>
                </div>
              );
            }}
          />
          {data.stretches.map(({ column, series: key }) => (
            <Line
              key={column}
              name={column}
              type="linear"
              dataKey={(row: { values: Readonly<Record<string, number>> }) => row.values[column]}
              stroke={colors.get(key)}
              strokeWidth={1.75}
              dot={alone.has(column) && { r: 2.5, fill: colors.get(key), strokeWidth: 0 }}
              isAnimationActive={false}
              connectNulls
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
      <p className="h-4 truncate text-right text-muted-foreground text-xs">{axis.name}</p>
    </div>
  );
}

function columnsOfOnePoint(rows: readonly { values: Readonly<Record<string, number>> }[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { values } of rows) {
    for (const column of Object.keys(values)) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count === 1).map(([column]) => column));
}
