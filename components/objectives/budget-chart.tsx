'use client';

import type { Unit } from '#components/charts/series.ts';
import { TimeSeriesChart } from '#components/charts/time-series-chart.tsx';
import { formatPercent } from '#components/ui/format.ts';
import type { ObjectiveHistory } from '#lib/objectives/schemas.ts';

const unit: Unit = {
  name: '% of the budget',
  format: formatPercent,
  tick: (value) => `${Math.round(value * 100)} %`,
};

/** What was left of the budget as the window went by; an overdrawn one is drawn as empty and told exactly in the table. */
export function BudgetChart({ history }: { history: ObjectiveHistory | undefined }) {
  const now = new Date().toISOString();
  const { from, to, stepSeconds } = history ?? { from: now, to: now, stepSeconds: 3600 };
  return (
    <TimeSeriesChart
      title="Error budget left"
      description="Over the window, of what all its requests allow."
      kind="area"
      series={[{ key: 'left', label: 'Left' }]}
      points={history?.points.map(({ at, budgetLeft }) => ({ at, values: { left: budgetLeft } }))}
      range={{ from, to, bucketSeconds: stepSeconds }}
      unit={unit}
      height={180}
    />
  );
}
