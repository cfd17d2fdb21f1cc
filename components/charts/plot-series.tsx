import type { ReactElement } from 'react';
import { type ActiveDotProps, Area, Bar, Line } from 'recharts';
import { type Bucket, isIsolated, type Series } from './series.ts';

interface Drawn {
  kind: 'line' | 'area' | 'bar';
  stacked: boolean;
  buckets: readonly Bucket[];
}

/** One series as recharts draws it. `onNear` hears which series is pointed at, and null when none is. */
export function drawSeries(
  one: Series & { color: string },
  { kind, stacked, buckets }: Drawn,
  onNear: (key: string | null) => void,
): ReactElement {
  const common = {
    name: one.label,
    dataKey: (bucket: Bucket) => bucket.values[one.key],
    isAnimationActive: false,
  };
  const near = { onMouseEnter: () => onNear(one.key), onMouseLeave: () => onNear(null) };
  const stackId = stacked && !one.dashed ? 'all' : undefined;
  if (kind === 'bar' && !one.dashed) {
    return <Bar key={one.key} {...common} {...near} stackId={stackId} fill={one.color} maxBarSize={28} />;
  }
  const dot = (point: { cx?: number; cy?: number; index?: number }) => {
    const alone = point.index !== undefined && isIsolated(buckets, point.index, one.key);
    return <circle key={point.index} cx={point.cx} cy={point.cy} r={alone ? 2.5 : 0} fill={one.color} />;
  };
  const line = {
    ...common,
    type: 'linear' as const,
    stroke: one.color,
    strokeWidth: one.dashed ? 1.25 : 1.75,
    ...(one.dashed && { strokeDasharray: '5 4', strokeOpacity: 0.7 }),
    dot,
    activeDot: ({ cx, cy }: ActiveDotProps) => (
      <circle key={one.key} cx={cx} cy={cy} r={4} fill={one.color} {...near} />
    ),
    connectNulls: false,
  };
  if (kind === 'area' && !one.dashed) {
    return <Area key={one.key} {...line} stackId={stackId} fill={one.color} fillOpacity={0.15} />;
  }
  return <Line key={one.key} {...line} />;
}
