'use client';

import type { PickedRange } from '#components/charts/series.ts';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { units, usageSeries } from '#components/usage/usage-data.ts';
import { useTeamCost } from './queries.ts';

interface TeamCostProps {
  endpoint: string;
  range: { from: string; to: string };
  onBrush: (range: PickedRange) => void;
}

/** Up to here the chart shows hours. */
const hourlyUpToMs = 3 * 86_400_000;

/** Who spends it: from the ledger, for those who may read it. */
export function TeamCost({ endpoint, range, onBrush }: TeamCostProps) {
  const hourly = Date.parse(range.to) - Date.parse(range.from) <= hourlyUpToMs;
  const usage = useTeamCost({ ...range, endpoint, bucket: hourly ? 'hour' : 'day' });
  const data = usage.data && usageSeries(usage.data, 'cost');
  return (
    <TimeSeriesChart
      title="Cost by team"
      description="Settled in the ledger; a request counts for each team of its person."
      kind="bar"
      stacked
      series={data?.series ?? []}
      points={data?.points}
      range={{ ...range, bucketSeconds: hourly ? 3600 : 86_400 }}
      unit={units.cost}
      syncId="endpoint"
      onBrush={onBrush}
      problem={
        usage.error !== null && usage.data === undefined ? (
          <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />
        ) : undefined
      }
    />
  );
}
