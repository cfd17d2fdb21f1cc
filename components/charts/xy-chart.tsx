'use client';

import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Card } from '#components/ui/card.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ChartSkeleton } from './chart-skeleton.tsx';
import { Legend } from './legend.tsx';
import { chartColor, type Unit } from './series.ts';
import { XyPlot } from './xy-plot.tsx';
import type { XyAxis, XySeries } from './xy-series.ts';
import { XyTable } from './xy-table.tsx';

export interface XyChartProps {
  title: string;
  description?: ReactNode;
  /** Undefined while loading. */
  series: readonly XySeries[] | undefined;
  axis: XyAxis;
  unit: Unit;
  /** A logarithmic vertical axis. */
  log: boolean;
  height?: number;
  /** One chart per series on the same scale, for narrow screens where lines on each other cannot be told apart. */
  apart?: boolean;
  /** What stands instead of the chart: a failed load. */
  problem?: ReactNode;
}

/** A card with lines over steps or time, its legend, and the same as a table. */
export function XyChart(props: XyChartProps) {
  const { title, description, series, axis, unit, log, height = 220, apart = false, problem } = props;
  const [asTable, setAsTable] = useState(false);
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const coloured = useMemo(
    () => series?.map((one, index) => ({ ...one, color: one.color ?? chartColor(index) })),
    [series],
  );
  const shown = useMemo(() => coloured?.filter((one) => !hidden.includes(one.key)), [coloured, hidden]);
  const common = { axis, unit, log };
  return (
    <Card
      title={<span className="[overflow-wrap:anywhere]">{title}</span>}
      description={description}
      actions={
        <IconButton
          label={asTable ? `Show ${title} as chart` : `Show ${title} as table`}
          aria-pressed={asTable}
          icon={asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
          onClick={() => setAsTable(!asTable)}
        />
      }
    >
      {problem ??
        (coloured === undefined || shown === undefined ? (
          <ChartSkeleton height={height} />
        ) : asTable ? (
          <XyTable title={title} series={coloured} axis={axis} unit={unit} height={height} />
        ) : apart && coloured.length > 1 ? (
          <ul className="flex flex-col gap-3">
            {coloured.map((one) => (
              <li key={one.key}>
                <p className="truncate font-medium text-sm">
                  <span
                    aria-hidden
                    className="mr-1.5 inline-block size-2 rounded-full"
                    style={{ background: one.color }}
                  />
                  {one.label}
                </p>
                <Alone {...common} title={`${title}, ${one.label}`} one={one} sharing={coloured} />
              </li>
            ))}
          </ul>
        ) : (
          <>
            <XyPlot {...common} title={title} series={shown} height={height} />
            {coloured.length > 1 && <Legend series={coloured} hidden={hidden} onChange={setHidden} />}
          </>
        ))}
    </Card>
  );
}

interface AloneProps extends Pick<XyChartProps, 'title' | 'axis' | 'unit' | 'log'> {
  one: XySeries & { color: string };
  sharing: readonly XySeries[];
}

function Alone({ one, ...plot }: AloneProps) {
  const series = useMemo(() => [one], [one]);
  return <XyPlot {...plot} series={series} height={140} />;
}
