/** Readings of what something had at a moment. */
import { endpointCondition } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import { composeReading, mostGroups, nothing } from '../compose-reading.ts';
import type { Measured, MetricGroup, MetricQuery, MetricReading } from '../metric-schemas.ts';
import { rangeBefore, readingRange } from '../reading-range.ts';
import { planReading, type ReadingPlan } from '../rollups/levels.ts';
import { inSnapshot } from '../rollups/read-store.ts';
import type { Sight } from '../sight.ts';
import { gaugeKey, labelsOf } from './gauge-groups.ts';
import { gaugeSegments } from './gauge-segments.ts';
import { readGaugeState } from './level-store.ts';
import {
  type GaugeCell,
  type GaugeDimension,
  type GaugeFigure,
  type GaugeFilter,
  readGaugePoints,
  readGaugeTotals,
} from './read-store.ts';

export async function readGaugeMetric(query: MetricQuery, sight: Sight, now: Date): Promise<MetricReading> {
  const by = dimensionOf(query);
  const plan = planReading(readingRange(query), now);
  const before = query.compare === undefined ? null : planReading(rangeBefore(plan), now);
  const read = await inSnapshot(async (client) => {
    const { rolledUntil } = await readGaugeState(client);
    const filter = (one: ReadingPlan) => filterOf(query, sight, gaugeSegments(one, rolledUntil));
    const present = filter(plan);
    const past = before && filter(before);
    const [total] = await readGaugeTotals(client, present, undefined, 1);
    const [previous] = past === null ? [] : await readGaugeTotals(client, past, undefined, 1);
    const groups = await readGaugeTotals(client, present, by, mostGroups + 1);
    const groupsBefore = past === null ? [] : await readGaugeTotals(client, past, by, mostGroups + 1);
    const shown = groups.slice(0, mostGroups);
    const points =
      plan.stepSeconds === 0 ? [] : await readGaugePoints(client, present, by, plan.stepSeconds, shown);
    return { total, previous, groups, groupsBefore, points };
  });
  const past = new Map(read.groupsBefore.map((cell) => [gaugeKey(cell), cell]));
  const points = Map.groupBy(read.points, gaugeKey);
  const present = new Map(read.groups.map((cell) => [gaugeKey(cell), cell]));
  return composeReading(plan, {
    total: measured(read.total),
    previous: before && measured(read.previous),
    more: read.groups.length > mostGroups,
    groups: [...new Map([...past, ...present])].map(([key, group]) => ({
      key,
      labels: labelsOf(group),
      ...measured(present.get(key)),
      previous: before && measured(past.get(key)),
      points: (points.get(key) ?? []).flatMap(pointOf),
    })),
  });
}

function pointOf(cell: GaugeCell): MetricGroup['points'] {
  return cell.at === null ? [] : [{ at: cell.at.toISOString(), ...measured(cell) }];
}

function measured(cell: GaugeCell | undefined): Measured {
  return cell === undefined ? nothing : { value: cell.value, count: Number(cell.count) };
}

function figureOf({ aggregation }: MetricQuery): GaugeFigure {
  return aggregation === 'min' || aggregation === 'max' || aggregation === 'last' ? aggregation : 'mean';
}

function dimensionOf({ groupBy, metric }: MetricQuery): GaugeDimension | undefined {
  if (groupBy === undefined || groupBy === 'endpoint' || groupBy === 'subject') return groupBy;
  throw new AppError('invalid', `"${metric}" can be grouped by endpoint or subject, not by ${groupBy}.`);
}

function filterOf(query: MetricQuery, sight: Sight, segments: GaugeFilter['segments']): GaugeFilter {
  const { metric, endpoint, subject, environment } = query;
  return {
    metric,
    figure: figureOf(query),
    endpoint,
    subject,
    environment,
    segments,
    // Who sees every endpoint does not see the processes by that: what is of no endpoint has a permission of its own.
    reachSql: (bind) =>
      `endpoint <> '' AND (${endpointCondition(sight.reach, 'endpoint', bind)})${sight.system ? " OR endpoint = ''" : ''}`,
  };
}
