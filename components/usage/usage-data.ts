/** What the usage page draws. Pure. */
import { dollarUnit } from '#components/charts/metric-units.ts';
import type { Series, SeriesPoint, Unit } from '#components/charts/series.ts';
import { formatCompact, formatCount } from '#components/ui/format.ts';
import type { Forecast, TokenClass, UsageReport, UsageTotals } from '#lib/limits/schemas.ts';

export const measures = ['cost', 'tokens', 'requests'] as const;
export type Measure = (typeof measures)[number];

export const measureLabels: Record<Measure, string> = {
  cost: 'Cost',
  tokens: 'Tokens',
  requests: 'Requests',
};

/** Series a chart can still tell apart. */
const mostSeries = 7;

export const units: Record<Measure, Unit> = {
  cost: dollarUnit,
  tokens: { name: 'tokens', format: formatCount, tick: formatCompact, scale: 'whole' },
  requests: { name: 'requests', format: formatCount, tick: formatCompact, scale: 'whole' },
};

/** For drawing alone: a float is exact enough for a pixel, not for a sum. */
export function dollars(nano: string): number {
  return Number(BigInt(nano) / 1000n) / 1e6;
}

export function measured(totals: UsageTotals, measure: Measure): number {
  return measure === 'cost' ? dollars(totals.cost) : totals[measure];
}

/** One series for each of the largest groups; the rest together. */
export function usageSeries(
  { groups }: UsageReport,
  measure: Measure,
): { series: Series[]; points: SeriesPoint[] } {
  const named = groups.map((group, index) => ({ group, key: `g${Math.min(index, mostSeries)}` }));
  const values = new Map<string, Record<string, number>>();
  for (const { group, key } of named) {
    for (const point of group.points) {
      const at = values.get(point.at) ?? {};
      at[key] = (at[key] ?? 0) + measured(point, measure);
      values.set(point.at, at);
    }
  }
  const series = named
    .slice(0, mostSeries + 1)
    .map(({ group, key }, index) => ({ key, label: index === mostSeries ? 'Others' : groupName(group) }));
  return { series, points: [...values].map(([at, sums]) => ({ at, values: sums })) };
}

const classNames: Record<TokenClass, string> = {
  input: 'Input',
  cachedInput: 'Cached input',
  cacheWrite: 'Cache write',
  output: 'Output',
  reasoning: 'Reasoning',
};

export function groupName({ key, name }: { key: string; name: string }): string {
  if (key === '') return 'none';
  if (key === '(others)') return 'Others';
  return Object.hasOwn(classNames, key) ? classNames[key as TokenClass] : name;
}

/** Days that are over and those to come, in dollars. */
export function forecastSeries({ days }: Forecast): { series: Series[]; points: SeriesPoint[] } {
  return {
    series: [
      { key: 'used', label: 'Used' },
      { key: 'expected', label: 'Expected', color: 'var(--chart-8)' },
    ],
    points: days.map(({ at, money, forecast }) => ({
      at,
      values: { [forecast ? 'expected' : 'used']: dollars(money) },
    })),
  };
}
