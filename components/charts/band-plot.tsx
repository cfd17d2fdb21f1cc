'use client';

import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatMoment } from '#components/ui/format.ts';
import { type Band, type BandPoint, visibleBands } from './bands.ts';
import { shareLimit, type Unit } from './series.ts';
import { timeTicks } from './time-axis.ts';

export interface BandPlotProps {
  points: readonly BandPoint[];
  bands: readonly Band[];
  from: number;
  to: number;
  unit: Unit;
  height: number;
}

const axis = { fontSize: 12, fill: 'var(--muted-foreground)' };
const shades = {
  pending: { fill: 'var(--warn)', fillOpacity: 0.16 },
  firing: { fill: 'var(--bad)', fillOpacity: 0.2 },
} as const;
const line = { isAnimationActive: false, connectNulls: false } as const;

export function BandPlot({ points, bands, from, to, unit, height }: BandPlotProps) {
  const shown = visibleBands(bands, from, to);
  const ticks = new Map(ticksBetween(from, to).map(({ at, label }) => [at, label]));
  // A line of one point is nothing to see.
  const alone = points.filter(({ value }) => value !== null).length < 3;
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={[...points]} margin={{ top: 6, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={[from, to]}
          allowDataOverflow
          ticks={[...ticks.keys()]}
          tickFormatter={(at: number) => ticks.get(at) ?? ''}
          minTickGap={12}
          tick={axis}
          tickLine={false}
          stroke="var(--chart-grid)"
        />
        <YAxis
          width={56}
          domain={[(lowest: number) => Math.min(0, lowest), unit.scale === 'share' ? shareLimit : 'auto']}
          allowDecimals={unit.scale !== 'whole'}
          tickFormatter={unit.tick ?? unit.format}
          tickCount={5}
          tick={axis}
          tickLine={false}
          axisLine={false}
        />
        {shown.map((band) => (
          <ReferenceArea
            key={`${band.kind} ${band.from}`}
            x1={band.from}
            x2={band.to}
            ifOverflow="hidden"
            {...shades[band.kind]}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--border-strong)' }}
          content={({ active, payload }) => {
            const point = points.find(({ at }) => at === payload?.[0]?.payload?.at);
            return active && point ? <Told point={point} bands={shown} unit={unit} /> : null;
          }}
        />
        <Line
          {...line}
          dataKey="limit"
          type="stepAfter"
          stroke="var(--bad)"
          strokeDasharray="5 4"
          strokeWidth={1.5}
          dot={false}
          activeDot={false}
        />
        <Line
          {...line}
          dataKey="value"
          stroke="var(--chart-1)"
          strokeWidth={1.75}
          dot={alone ? { r: 2.5, fill: 'var(--chart-1)' } : false}
          activeDot={{ r: 4, fill: 'var(--chart-1)' }}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

const minuteMs = 60_000;

/** Ticks at round times; those of buckets of so many minutes as give enough of them. */
function ticksBetween(from: number, to: number) {
  const minutes = [1, 5, 15, 60, 360].find((one) => (to - from) / (one * minuteMs) <= 800) ?? 1440;
  const size = minutes * minuteMs;
  const first = Math.ceil(from / size) * size;
  const count = Math.max(0, Math.floor((to - first) / size) + 1);
  return timeTicks(
    Array.from({ length: count }, (_, index) => {
      const start = first + index * size;
      return { start, end: start + size, values: {} };
    }),
  );
}

function Told({ point, bands, unit }: { point: BandPoint; bands: readonly Band[]; unit: Unit }) {
  const state = bands.findLast(({ from, to }) => point.at >= from && point.at < to)?.kind;
  const rows = [
    ['Value', point.value === null ? 'not measured' : unit.format(point.value)],
    ...(point.limit === null ? [] : [['Limit', unit.format(point.limit)]]),
    ...(state === undefined ? [] : [['State', state]]),
  ];
  return (
    <div className="rounded-md border border-border bg-surface px-3 py-2 text-xs shadow-overlay">
      <p className="pb-1 font-medium">{formatMoment(new Date(point.at))}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-3">
        {rows.map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="text-right tabular-nums">{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
