'use client';

import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { formatMoney, formatMoneyExact } from '#components/ui/format.ts';
import type { Forecast } from '#lib/limits/schemas.ts';
import { useForecast } from './queries.ts';
import { forecastSeries, units } from './usage-data.ts';

/** Where the month is heading: what was spent, and what is expected until its end. */
export function ForecastCard() {
  const forecast = useForecast();
  if (forecast.error) return null;
  const data = forecast.data && forecastSeries(forecast.data);
  const now = new Date().toISOString();
  const { periodStart: from, periodEnd: to } = forecast.data ?? { periodStart: now, periodEnd: now };
  return (
    <TimeSeriesChart
      title="This month"
      description={
        forecast.data ? <Sentence money={forecast.data.money} days={forecast.data.historyDays} /> : null
      }
      kind="bar"
      stacked
      series={data?.series ?? []}
      points={data?.points}
      range={{ from, to, bucketSeconds: 86_400 }}
      unit={units.cost}
      height={200}
    />
  );
}

function Sentence({ money, days }: { money: Forecast['money']; days: number }) {
  const { used, expected, low, high } = money;
  return (
    <span className="tabular-nums">
      <span title={formatMoneyExact(used)}>{formatMoney(used)}</span> so far, {formatMoney(expected)} expected
      by its end
      {low !== null && high !== null
        ? ` (80 % of the time between ${formatMoney(low)} and ${formatMoney(high)}), drawn from ${days} days.`
        : '. With a week of history there will be an interval.'}
    </span>
  );
}
