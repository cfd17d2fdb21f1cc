'use client';

import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import { z } from 'zod';
import type { Mark, PickedRange, Series } from '#components/charts/series.ts';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { units, usageSeries } from '#components/usage/usage-data.ts';
import { withQuery } from '#lib/client/api.ts';
import { can, useMe } from '#lib/client/use-me.ts';
import { useTeamCost } from './queries.ts';

interface TeamCostProps {
  endpoint: string;
  range: { from: string; to: string };
  marks: readonly Mark[] | undefined;
  onBrush: (range: PickedRange) => void;
}

const noSeries: readonly Series[] = [];
/** Neither those without a team nor the rest of the teams are one. */
const teamId = z.uuid();

/** Up to here the chart shows hours. */
const hourlyUpToMs = 3 * 86_400_000;

/** Who spends it: from the ledger, for those who may read it. */
export function TeamCost({ endpoint, range, marks, onBrush }: TeamCostProps) {
  const me = useMe();
  const router = useRouter();
  const hourly = Date.parse(range.to) - Date.parse(range.from) <= hourlyUpToMs;
  const usage = useTeamCost({ ...range, endpoint, bucket: hourly ? 'hour' : 'day' });
  const data = useMemo(() => usage.data && usageSeries(usage.data, 'cost'), [usage.data]);
  const toRows = (picked: PickedRange, key: string | null) => {
    const at = data?.series.findIndex((one) => one.key === key) ?? -1;
    const team = teamId.safeParse(usage.data?.groups[at]?.key).data;
    router.push(withQuery('/inferences', { ...picked, endpoint, team, sort: 'cost' }));
  };
  return (
    <TimeSeriesChart
      title="Cost by team"
      description="Settled in the ledger; a request counts for each team of its person."
      kind="bar"
      stacked
      series={data?.series ?? noSeries}
      points={data?.points}
      range={{ ...range, bucketSeconds: hourly ? 3600 : 86_400 }}
      unit={units.cost}
      syncId="endpoint"
      marks={marks}
      onPick={can(me.data, 'inferences.read') ? toRows : undefined}
      onBrush={onBrush}
      problem={
        usage.error !== null && usage.data === undefined ? (
          <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />
        ) : undefined
      }
    />
  );
}
