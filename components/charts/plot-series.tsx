import type { ReactElement, RefObject } from 'react';
import { type ActiveDotProps, Area, Bar, Line } from 'recharts';
import { type Bucket, isIsolated, type Series } from './series.ts';

interface Drawn {
  kind: 'line' | 'area' | 'bar';
  stacked: boolean;
  buckets: readonly Bucket[];
}

/** What is pointed at: a series, at the index of a bucket. */
export interface Near {
  key: string;
  index: number;
}

/** One series as recharts draws it. `near` holds what is pointed at, null when it is none of them. */
export function drawSeries(
  one: Series & { color: string },
  { kind, stacked, buckets }: Drawn,
  near: RefObject<Near | null>,
): ReactElement {
  const common = {
    name: one.label,
    dataKey: (bucket: Bucket) => bucket.values[one.key],
    isAnimationActive: false,
  };
  const pointing = (index: number | undefined) => ({
    onMouseEnter: () => {
      near.current = index === undefined ? null : { key: one.key, index };
    },
    onMouseLeave: () => {
      near.current = null;
    },
  });
  const stackId = stacked && !one.dashed ? 'all' : undefined;
  if (kind === 'bar' && !one.dashed) {
    return (
      <Bar
        key={one.key}
        {...common}
        onMouseEnter={(_bar, index) => pointing(index).onMouseEnter()}
        onMouseLeave={pointing(undefined).onMouseLeave}
        stackId={stackId}
        fill={one.color}
        maxBarSize={28}
      />
    );
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
    activeDot: ({ cx, cy, index }: ActiveDotProps) => (
      <circle key={one.key} cx={cx} cy={cy} r={4} fill={one.color} {...pointing(index)} />
    ),
    connectNulls: false,
  };
  if (kind === 'area' && !one.dashed) {
    return <Area key={one.key} {...line} stackId={stackId} fill={one.color} fillOpacity={0.15} />;
  }
  return <Line key={one.key} {...line} />;
}
