import { assertMay, type Caller, reachOf } from '../access/index.ts';
import { AppError } from '../platform/errors.ts';
import {
  type CounterRow,
  type GroupedRow,
  type RollupQuery,
  readCounters,
  readSketches,
  type SketchRow,
} from './metrics-store.ts';
import {
  type LatencyMetric,
  latencyMetrics,
  type Metrics,
  type MetricsQuery,
  type MetricTotals,
} from './schemas.ts';
import { mergeInto, quantiles, type Sketch } from './sketch.ts';

const maxRangeMs = 400 * 86_400_000;
/** Steps a person can read on an axis, in seconds. */
const steps = [60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800] as const;
const targetPoints = 60;

function bucketSecondsFor(from: Date, to: Date): number {
  const wanted = (to.getTime() - from.getTime()) / 1000 / targetPoints;
  return steps.find((step) => step >= wanted) ?? 604_800;
}

/** Snaps down to a whole step, so that the same minute always falls into the same point. */
function floorTo(time: Date, seconds: number): Date {
  return new Date(Math.floor(time.getTime() / (seconds * 1000)) * seconds * 1000);
}

/**
 * Requests, tokens, cost, feedback and latency percentiles over a range, in points and groups, with the range before; of the
 * endpoints the caller may see.
 */
export async function queryMetrics(caller: Caller, input: MetricsQuery): Promise<Metrics> {
  assertMay(caller, 'dashboards.read');
  const from = new Date(input.from);
  const to = new Date(input.to);
  const length = to.getTime() - from.getTime();
  if (length <= 0) throw new AppError('invalid', 'The range is empty: "from" must lie before "to".');
  if (length > maxRangeMs)
    throw new AppError('invalid', 'The range is longer than 400 days. Ask for less at a time.');
  const bucketSeconds = bucketSecondsFor(from, to);
  const query: RollupQuery = {
    ...input,
    from: floorTo(from, bucketSeconds),
    to,
    bucketSeconds,
    reach: reachOf(caller, 'dashboards.read'),
  };
  const previousQuery: RollupQuery = {
    ...query,
    groupBy: 'none',
    from: new Date(query.from.getTime() - (to.getTime() - query.from.getTime())),
    to: query.from,
  };
  const [counters, sketches, previousCounters, previousSketches] = await Promise.all([
    readCounters(query),
    readSketches(query),
    readCounters(previousQuery),
    readSketches(previousQuery),
  ]);
  const groupKeys = [...new Set(counters.map(groupKey))].sort();
  return {
    from: query.from.toISOString(),
    to: to.toISOString(),
    bucketSeconds,
    totals: totalsOf(counters, sketches),
    previous: totalsOf(previousCounters, previousSketches),
    groups: groupKeys.map((key) => groupOf(key, counters, sketches)),
  };
}

function groupKey(row: Omit<GroupedRow, 'at'>): string {
  if (row.endpoint === null) return 'all';
  if (row.arm !== null) return `${row.endpoint} / ${row.arm === '' ? 'none' : row.arm}`;
  if (row.model === null) return row.endpoint;
  return row.model === '' ? `${row.endpoint} / none` : `${row.endpoint} / ${row.model} v${row.version}`;
}

function groupOf(key: string, allCounters: readonly CounterRow[], allSketches: readonly SketchRow[]) {
  const counters = allCounters.filter((row) => groupKey(row) === key);
  const sketches = Map.groupBy(
    allSketches.filter((row) => groupKey(row) === key),
    (row) => row.at.getTime(),
  );
  const first = counters[0];
  return {
    key,
    endpoint: first?.endpoint ?? null,
    model: first?.model ?? null,
    version: first?.version ?? null,
    arm: first?.arm ?? null,
    totals: totalsOf(counters, [...sketches.values()].flat()),
    points: counters.map((row) => ({
      at: row.at.toISOString(),
      ...totalsOf([row], sketches.get(row.at.getTime()) ?? []),
    })),
  };
}

const countNames = {
  requests: 'requests',
  declined: 'declined',
  stopped: 'stopped',
  errors: 'errors',
  refused: 'refused',
  inputTokens: 'input_tokens',
  cachedInputTokens: 'cached_input_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  outputTokens: 'output_tokens',
  reasoningTokens: 'reasoning_tokens',
  thumbsUp: 'thumbs_up',
  thumbsDown: 'thumbs_down',
  starsSum: 'stars_sum',
  starsCount: 'stars_count',
} as const;

type CountName = keyof typeof countNames;

function totalsOf(counters: readonly CounterRow[], sketches: readonly SketchRow[]): MetricTotals {
  const sums = Object.fromEntries(
    Object.entries(countNames).map(([name, column]) => [
      name,
      counters.reduce((sum, row) => sum + Number(row[column]), 0),
    ]),
  ) as Record<CountName, number>;
  return {
    ...sums,
    cost: counters.reduce((sum, row) => sum + BigInt(row.cost), 0n).toString(),
    latency: latencyOf(sketches),
  };
}

function latencyOf(rows: readonly SketchRow[]): MetricTotals['latency'] {
  const merged = new Map<LatencyMetric, Sketch>(latencyMetrics.map((metric) => [metric, new Map()]));
  for (const row of rows) {
    const sketch = merged.get(row.metric as LatencyMetric);
    if (sketch) mergeInto(sketch, row.bucket, Number(row.count));
  }
  const percentiles = (metric: LatencyMetric) => {
    const found = quantiles(merged.get(metric) ?? new Map(), [0.5, 0.95, 0.99]);
    if (found === null) return null;
    const [p50 = 0, p95 = 0, p99 = 0] = found;
    return { p50, p95, p99 };
  };
  return {
    total: percentiles('total'),
    first_token: percentiles('first_token'),
    retrieve: percentiles('retrieve'),
    generate: percentiles('generate'),
  };
}
