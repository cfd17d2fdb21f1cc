'use client';

import { ChartSpline } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { LazyMount } from '#components/charts/lazy-mount.tsx';
import { MetricChart, type MetricChartProps } from '#components/charts/metric-chart.tsx';
import { WhenMeasured } from '#components/charts/when-measured.tsx';
import { exploreHref } from '#components/explore/use-explore.ts';
import { MenuItem } from '#components/ui/dropdown-menu.tsx';
import type { Dimension, MetricFilter } from '#lib/monitoring/schemas.ts';
import type { ChartSpec } from './sections.ts';

interface SpecChartProps
  extends Pick<MetricChartProps, 'range' | 'live' | 'compare' | 'marks' | 'colorOf' | 'onBrush'> {
  spec: ChartSpec;
  base: MetricFilter;
  groupBy: Dimension | undefined;
}

/** A chart of the endpoint's dashboard, asked for when it is scrolled near. */
export function SpecChart({ spec, ...props }: SpecChartProps) {
  const { metric, aggregation } = spec;
  const chart = (
    <LazyMount height={320}>
      <Chart spec={spec} {...props} />
    </LazyMount>
  );
  if (!spec.optional) return chart;
  return (
    <WhenMeasured expression={{ ...props.base, metric, aggregation }} range={props.range}>
      {chart}
    </WhenMeasured>
  );
}

function Chart({ spec, base, groupBy, ...chart }: SpecChartProps) {
  const lines = useMemo(() => spec.lines(base, groupBy), [spec, base, groupBy]);
  const first = lines.find(({ key }) => key === 'p95') ?? lines[0];
  return (
    <MetricChart
      {...chart}
      title={spec.title}
      description={spec.description}
      lines={lines}
      kind={spec.kind}
      stacked={spec.stacked}
      syncId="endpoint"
      menu={
        first && (
          <MenuItem asChild>
            <Link
              href={exploreHref(first.expression, {
                kind: spec.kind,
                from: chart.range.from,
                to: chart.range.to,
              })}
            >
              <ChartSpline aria-hidden />
              Open in Explore
            </Link>
          </MenuItem>
        )
      }
    />
  );
}
