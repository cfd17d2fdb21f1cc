'use client';

import { lazy, Suspense } from 'react';
import type { Band, BandPoint } from './bands.ts';
import { ChartSkeleton } from './chart-skeleton.tsx';
import type { Unit } from './series.ts';

/** The drawing library is loaded with the first chart that has something to draw. */
const BandPlot = lazy(async () => ({ default: (await import('./band-plot.tsx')).BandPlot }));

export interface BandChartProps {
  /** What is drawn, for who does not see it. The numbers belong beside it. */
  label: string;
  points: readonly BandPoint[];
  bands: readonly Band[];
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  unit: Unit;
  height?: number;
}

/** A value over time, its limit as a line, and the times in which something was the matter as shaded bands. */
export function BandChart({ label, points, bands, from, to, unit, height = 200 }: BandChartProps) {
  const drawn = points.some(({ value }) => value !== null);
  return (
    <figure aria-label={label} className="flex flex-col gap-1">
      <figcaption>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-xs">
          {keys.map(({ words, swatch }) => (
            <li key={words} className="inline-flex items-center gap-1.5">
              <span aria-hidden className={swatch} />
              {words}
            </li>
          ))}
        </ul>
      </figcaption>
      {drawn ? (
        <Suspense fallback={<ChartSkeleton height={height} />}>
          <BandPlot points={points} bands={bands} from={from} to={to} unit={unit} height={height} />
        </Suspense>
      ) : (
        <p style={{ height }} className="flex items-center justify-center text-muted-foreground text-sm">
          Nothing was measured in this time.
        </p>
      )}
    </figure>
  );
}

const keys = [
  { words: 'Value', swatch: 'h-0.5 w-4 bg-[var(--chart-1)]' },
  { words: 'Limit', swatch: 'w-4 border-bad border-t-2 border-dashed' },
  { words: 'Pending', swatch: 'size-3 rounded-sm border border-warn bg-warn/20' },
  { words: 'Firing', swatch: 'size-3 rounded-sm border border-bad bg-bad/20' },
] as const;
