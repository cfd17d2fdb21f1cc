/** How the values of a metric are written: on axes, in tooltips, tables and tiles. */
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoney,
  formatPercent,
  threeDigits,
} from '#components/ui/format.ts';
import {
  type Aggregation,
  describeMetric,
  type MetricName,
  type MetricUnit,
} from '#lib/monitoring/schemas.ts';
import type { Unit } from './series.ts';

const durations = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

const countUnit: Unit = { name: '', format: formatSmall, tick: formatCompact, scale: 'whole' };
const shareUnit: Unit = {
  name: '%',
  format: formatPercent,
  scale: 'share',
  exact: { name: 'share of 1' },
};
/** Dollars as a number: exact enough to draw and compare, not to add up. */
export const dollarUnit: Unit = {
  name: 'USD',
  format: (value) => nano(value * 1e9),
  tick: (value) => nano(value * 1e9),
};

const units: Record<MetricUnit, Unit> = {
  count: countUnit,
  share: shareUnit,
  milliseconds: { name: 'time', format: formatDuration, tick: shortDuration, exact: { name: 'ms' } },
  'nano-dollars': { name: 'USD', format: nano, tick: nano, exact: { name: 'USD', per: 1e9 } },
  tokens: { ...countUnit, name: 'tokens' },
  'tokens-per-second': {
    name: 'tokens/s',
    format: (value) => `${threeDigits(value)} tokens/s`,
    tick: formatCompact,
  },
  characters: { name: 'characters', format: formatSmall, tick: formatCompact },
  bytes: { name: 'bytes', format: formatBytes },
  score: { name: 'score', format: threeDigits },
};

const shares: readonly Aggregation[] = ['share', 'share_at_most'];

/** Gauges that count whole things at a moment. */
const wholeGauges: readonly MetricName[] = ['queue_depth', 'requests_in_flight', 'model_queue'];

/** The unit of a metric read in a way: a share of latencies is a share, and a rate of requests is per second. */
export function unitOf(metric: MetricName, aggregation: Aggregation): Unit {
  if (shares.includes(aggregation)) return shareUnit;
  if (aggregation === 'count') return { ...countUnit, name: 'requests' };
  const { unit, label, kind } = describeMetric(metric);
  const base = units[unit];
  if (aggregation === 'rate') {
    const { scale: _scale, ...rest } = base;
    return {
      ...rest,
      name: `${base.name || label.toLowerCase()}/s`,
      format: (value) => `${base.format(value)}/s`,
      ...(base.exact && { exact: { ...base.exact, name: `${base.exact.name}/s` } }),
    };
  }
  if (wholeGauges.includes(metric) && aggregation !== 'mean')
    return { ...countUnit, name: label.toLowerCase() };
  // A mean of whole things need not be whole, and a share of cores may be above one.
  if (kind === 'gauge' && unit === 'count') return { name: label.toLowerCase(), format: threeDigits };
  if (metric === 'process_cpu') return { name: 'cores', format: threeDigits };
  return base.name === '' ? { ...base, name: label.toLowerCase() } : base;
}

/** "Latency P95", "Requests", "Latency, share within 2 s": what an expression measures, in words. */
export function metricLabel(metric: MetricName, aggregation: Aggregation, threshold?: number): string {
  const { label, kind } = describeMetric(metric);
  if (aggregation === 'share_at_most') {
    return `${label}, share within ${threshold === undefined ? '…' : unitOf(metric, 'p95').format(threshold)}`;
  }
  const word = aggregationWords[aggregation];
  if (kind === 'ratio' || (aggregation === 'sum' && kind !== 'gauge')) return label;
  return /^P\d/.test(word) ? `${label} ${word}` : `${label}, ${word}`;
}

export const aggregationWords: Record<Aggregation, string> = {
  sum: 'total',
  rate: 'per second',
  value: 'value',
  p50: 'P50',
  p75: 'P75',
  p90: 'P90',
  p95: 'P95',
  p99: 'P99',
  mean: 'mean',
  count: 'requests measured',
  share_at_most: 'share at or below',
  share: 'share',
  min: 'lowest',
  max: 'highest',
  last: 'last value',
};

/** On an axis there is room for one number: "2.5 min", not "2 min 30 s". */
function shortDuration(milliseconds: number): string {
  const [size, name] =
    durations.find(([atLeast]) => Math.abs(milliseconds) >= atLeast) ?? ([1, 'ms'] as const);
  return `${threeDigits(milliseconds / size)} ${name}`;
}

function nano(value: number): string {
  return formatMoney(BigInt(Math.round(value)));
}

function formatSmall(value: number): string {
  return Number.isInteger(value) || value >= 1000 ? formatCount(value) : threeDigits(value);
}
