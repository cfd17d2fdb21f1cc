import { formatCount, formatPercent } from '#components/ui/format.ts';
import type { Overview } from '#lib/dashboards/schemas.ts';

type Satisfaction = NonNullable<Overview['now']['satisfaction']>;

/** A share with the interval it may lie in: a bar from the lower to the upper bound, with the value as a line. */
export function SatisfactionBar({ value, low, high, ratings }: Satisfaction) {
  const words = `${formatPercent(value)}, with 95 % certainty between ${formatPercent(low)} and ${formatPercent(high)}, of ${formatCount(ratings)} ratings`;
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className="relative block h-2 w-full rounded-full bg-muted"
    >
      <span
        className="absolute inset-y-0 rounded-full bg-chart-3/50"
        style={{ left: `${low * 100}%`, width: `${Math.max(0.5, (high - low) * 100)}%` }}
      />
      <span
        className="absolute -inset-y-0.5 w-0.5 bg-foreground"
        style={{ left: `calc(${value * 100}% - 1px)` }}
      />
    </span>
  );
}
