import { assertMay, type Caller, reachOf } from '../access/index.ts';
import { rangeBefore, readingRange } from './reading-range.ts';
import { groupSeries, type SeriesGroup } from './rollups/group-series.ts';
import { planReading } from './rollups/levels.ts';
import type { CounterName, DistributionName } from './rollups/measures.ts';
import { addSlices } from './rollups/packed-sketches.ts';
import { type Cell, findSeries, inSnapshot, type NumberedSeries, readCells } from './rollups/read-store.ts';
import { SketchBuffer } from './rollups/sketch-buffer.ts';
import type { GroupBy, LatencyMetric, Metrics, MetricsQuery, MetricTotals } from './schemas.ts';

/**
 * Requests, tokens, cost, feedback and latency percentiles over a range, in points and groups, with the range before; of the
 * endpoints the caller may see. What people and programs asked: shadows and tries are not traffic.
 */
export async function queryMetrics(caller: Caller, input: MetricsQuery): Promise<Metrics> {
  assertMay(caller, 'dashboards.read');
  const { environment, endpoint, model, version } = input;
  const now = new Date();
  const plan = planReading(readingRange(input), now);
  const before = planReading(rangeBefore(plan), now);
  const reach = reachOf(caller, 'dashboards.read');
  const { groups, cells, previous } = await inSnapshot(async (client) => {
    const found = await findSeries(client, { environment, endpoint, model, version, traffic: 'live', reach });
    const { groups, grouping } = groupSeries(found, groupers[input.groupBy]);
    if (found.length === 0) return { groups, cells: [], previous: [] };
    const cells = await readCells(client, plan, grouping, wanted);
    const together = groupSeries(found, groupers.none).grouping;
    return { groups, cells, previous: await readCells(client, before, together, wanted) };
  });
  const counted = Map.groupBy(cells, ({ grp }) => grp);
  return {
    from: new Date(plan.from).toISOString(),
    to: input.to,
    bucketSeconds: plan.stepSeconds,
    totals: totalsOf(cells),
    previous: totalsOf(previous),
    groups: groups
      .flatMap(({ key, labels }, index) => {
        const own = counted.get(index);
        return own === undefined ? [] : [groupOf({ key, labels }, own)];
      })
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

const groupers: Record<GroupBy, (series: NumberedSeries) => SeriesGroup> = {
  none: () => ({ key: 'all', labels: {} }),
  endpoint: ({ endpoint_name }) => ({ key: endpoint_name, labels: { endpoint: endpoint_name } }),
  version: ({ endpoint_name, model_name, model_version }) => ({
    key: model_name === '' ? `${endpoint_name} / none` : `${endpoint_name} / ${model_name} v${model_version}`,
    labels: { endpoint: endpoint_name, model: model_name, version: model_version },
  }),
  arm: ({ endpoint_name, arm }) => ({
    key: `${endpoint_name} / ${arm || 'none'}`,
    labels: { endpoint: endpoint_name, arm },
  }),
};

function groupOf({ key, labels }: SeriesGroup, cells: readonly Cell[]): Metrics['groups'][number] {
  return {
    key,
    endpoint: labels.endpoint ?? null,
    model: labels.model ?? null,
    version: labels.version ?? null,
    arm: labels.arm ?? null,
    totals: totalsOf(cells),
    points: cells.flatMap((cell) =>
      cell.at === null ? [] : [{ at: cell.at.toISOString(), ...totalsOf([cell]) }],
    ),
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
} as const satisfies Record<string, CounterName>;

type CountName = keyof typeof countNames;

const latencies: Record<LatencyMetric, DistributionName> = {
  total: 'latency',
  first_token: 'first_token',
  retrieve: 'retrieve',
  generate: 'generate',
};

const wanted = {
  counters: [...Object.values(countNames), 'cost'],
  distributions: Object.values(latencies),
} as const;

function totalsOf(cells: readonly Cell[]): MetricTotals {
  const sums = Object.fromEntries(
    Object.entries(countNames).map(([name, column]) => [
      name,
      cells.reduce((sum, { counters }) => sum + Number(counters[column] ?? 0), 0),
    ]),
  ) as Record<CountName, number>;
  return {
    ...sums,
    cost: cells.reduce((sum, { counters }) => sum + BigInt(counters.cost ?? 0), 0n).toString(),
    latency: {
      total: percentilesOf(cells, latencies.total),
      first_token: percentilesOf(cells, latencies.first_token),
      retrieve: percentilesOf(cells, latencies.retrieve),
      generate: percentilesOf(cells, latencies.generate),
    },
  };
}

const buffer = new SketchBuffer();

function percentilesOf(cells: readonly Cell[], name: DistributionName) {
  buffer.clear();
  for (const { sketches } of cells) {
    const slices = sketches[name];
    if (slices) addSlices(slices, buffer);
  }
  const [p50, p95, p99] = [buffer.quantile(0.5), buffer.quantile(0.95), buffer.quantile(0.99)];
  return p50 === null || p95 === null || p99 === null ? null : { p50, p95, p99 };
}
