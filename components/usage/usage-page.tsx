'use client';

import { Download } from 'lucide-react';
import { parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { endsOf, useTimeRange } from '#components/time-range/time-range.ts';
import { TimeRangeSelect } from '#components/time-range/time-range-select.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { withQuery } from '#lib/client/api.ts';
import { type UsageGroup, usageGroups } from '#lib/limits/schemas.ts';
import { ForecastCard } from './forecast-card.tsx';
import { useUsage } from './queries.ts';
import { measureLabels, measures, units, usageSeries } from './usage-data.ts';
import { UsageTable } from './usage-table.tsx';
import { UsageTiles } from './usage-tiles.tsx';

const groupLabels: Record<UsageGroup, string> = {
  none: 'All together',
  team: 'By team',
  user: 'By person',
  key: 'By API key',
  endpoint: 'By endpoint',
  version: 'By version',
  model: 'By model',
  provider: 'By provider',
  'token-class': 'By token class',
  kind: 'Live, shadow, playground',
};

const urlState = {
  groupBy: parseAsStringLiteral(usageGroups).withDefault('team'),
  measure: parseAsStringLiteral(measures).withDefault('cost'),
};

/** Up to here a chart shows hours. */
const hourlyUpToMs = 3 * 86_400_000;

/** Who used how much, what it cost, and where the month is heading. */
export function UsagePage() {
  const [range, setRange] = useTimeRange('30d');
  const [{ groupBy, measure }, setView] = useQueryStates(urlState);
  // A range that moved with every render would be asked for anew each time.
  const { from, to } = useMemo(() => endsOf(range, new Date()), [range]);
  const hourly = Date.parse(to) - Date.parse(from) <= hourlyUpToMs;
  const filter = { from, to, groupBy, bucket: hourly ? 'hour' : 'day' } as const;
  const usage = useUsage(filter);
  const data = usage.data && usageSeries(usage.data, measure);
  return (
    <>
      <PageHeader
        title="Usage"
        description="Who used how much, what it cost, and where the month is heading."
        actions={
          <>
            <TimeRangeSelect range={range} onChange={setRange} />
            <Button asChild>
              <a href={withQuery('/api/usage/export', filter)} download>
                <Download aria-hidden />
                Export CSV
              </a>
            </Button>
          </>
        }
      />
      {usage.error && (
        <ErrorState
          error={usage.error}
          title="The usage could not be loaded."
          onRetry={() => void usage.refetch()}
          className="mb-4"
        />
      )}
      <div className="flex flex-col gap-4">
        <UsageTiles usage={usage.data} />
        <div className="flex flex-wrap gap-2">
          <Select
            aria-label="Group by"
            className="w-48"
            value={groupBy}
            options={usageGroups.map((value) => ({ value, label: groupLabels[value] }))}
            onValueChange={(value) => void setView({ groupBy: value })}
          />
          <Select
            aria-label="Measure"
            className="w-36"
            value={measure}
            options={measures.map((value) => ({ value, label: measureLabels[value] }))}
            onValueChange={(value) => void setView({ measure: value })}
          />
        </div>
        <TimeSeriesChart
          title={`${measureLabels[measure]} ${groupLabels[groupBy].toLowerCase()}`}
          description="Settled in the ledger, request by request."
          kind="bar"
          stacked
          series={data?.series ?? []}
          points={data?.points}
          range={{ from, to, bucketSeconds: hourly ? 3600 : 86_400 }}
          unit={units[measure]}
          height={240}
          onBrush={(picked) =>
            setRange({ kind: 'fixed', from: new Date(picked.from), to: new Date(picked.to) })
          }
        />
        <UsageTable usage={usage.data} groupBy={groupBy} measure={measure} />
        <ForecastCard />
      </div>
    </>
  );
}
