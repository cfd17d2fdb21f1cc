import { assertMay, type Caller, reachOf } from '../access/index.ts';
import { mostGroups } from './compose-reading.ts';
import { MetricSum, summed } from './metric-sum.ts';
import { rangeBefore, readingRange } from './reading-range.ts';
import { groupSeries, keepHeaviest, otherGroup, type SeriesGroup } from './rollups/group-series.ts';
import { planReading } from './rollups/levels.ts';
import {
  type Cell,
  findSeries,
  inSnapshot,
  type NumberedSeries,
  readCells,
  readWeights,
} from './rollups/read-store.ts';
import type { GroupBy, Metrics, MetricsQuery } from './schemas.ts';

/**
 * Requests, tokens, cost, feedback and latency percentiles over a range, in points and groups, with the range before; of the
 * endpoints the caller may see. What people and programs asked: shadows and tries are not traffic. The groups are those with most
 * requests; the totals are of all.
 */
export async function queryMetrics(caller: Caller, input: MetricsQuery): Promise<Metrics> {
  assertMay(caller, 'dashboards.read');
  const { environment, endpoint, model, version } = input;
  const now = new Date();
  const reach = reachOf(caller, 'dashboards.read');
  const { plan, groups, cells, previous } = await inSnapshot(async (client) => {
    const found = await findSeries(client, { environment, endpoint, model, version, traffic: 'live', reach });
    const { groups, grouping } = groupSeries(found, groupers[input.groupBy]);
    const plan = planReading(readingRange(input, Math.min(groups.length, mostGroups)), now);
    if (found.length === 0) return { plan, groups, cells: [], previous: [] };
    const kept =
      groups.length > mostGroups
        ? keepHeaviest(grouping, await readWeights(client, plan, grouping), mostGroups)
        : grouping;
    const cells = await readCells(client, plan, kept, summed);
    const before = planReading(rangeBefore(plan), now);
    const together = groupSeries(found, groupers.none).grouping;
    return { plan, groups, cells, previous: await readCells(client, before, together, summed) };
  });
  const counted = Map.groupBy(cells, ({ grp }) => grp);
  const whole = new MetricSum();
  const past = new MetricSum();
  for (const cell of previous) past.addCell(cell);
  for (const cell of counted.get(otherGroup) ?? []) whole.addCell(cell);
  const measured = groups.flatMap((group, index) => {
    const own = counted.get(index);
    return own === undefined ? [] : [groupOf(group, own, whole)];
  });
  return {
    from: new Date(plan.from).toISOString(),
    to: input.to,
    bucketSeconds: plan.stepSeconds,
    totals: whole.totals(),
    previous: past.totals(),
    groups: measured.sort((a, b) => (a.key < b.key ? -1 : 1)),
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

/** Large, so it is used again for each point. */
const point = new MetricSum();

function groupOf(
  { key, labels }: SeriesGroup,
  cells: readonly Cell[],
  whole: MetricSum,
): Metrics['groups'][number] {
  const together = new MetricSum();
  const points = cells.flatMap((cell) => {
    point.clear();
    point.addCell(cell);
    together.add(point);
    return cell.at === null ? [] : [{ at: cell.at.toISOString(), ...point.totals() }];
  });
  whole.add(together);
  return {
    key,
    endpoint: labels.endpoint ?? null,
    model: labels.model ?? null,
    version: labels.version ?? null,
    arm: labels.arm ?? null,
    totals: together.totals(),
    points,
  };
}
