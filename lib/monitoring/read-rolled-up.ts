/** Readings of counts, ratios and distributions. */
import type { PoolClient } from 'pg';
import { AppError } from '../platform/errors.ts';
import { composeReading, mostGroups } from './compose-reading.ts';
import { type Meter, type MeterKind, meterOf } from './meter.ts';
import type { MetricGroup, MetricQuery, MetricReading } from './metric-schemas.ts';
import { elapsedSeconds, rangeBefore, readingRange } from './reading-range.ts';
import { groupSeries, keepHeaviest, otherGroup } from './rollups/group-series.ts';
import { planReading, type ReadingPlan } from './rollups/levels.ts';
import {
  type Cell,
  findSeries,
  type Grouping,
  inSnapshot,
  readCells,
  readWeights,
} from './rollups/read-store.ts';
import type { Sight } from './sight.ts';

export async function readRolledUp(query: MetricQuery, sight: Sight, now: Date): Promise<MetricReading> {
  const meter = meterOf(query);
  const plan = planReading(readingRange(query), now);
  const before = query.compare === undefined ? null : planReading(rangeBefore(plan), now);
  const { groups, current, previous, more } = await inSnapshot(async (client) => {
    const found = await findSeries(client, filterOf(query, sight));
    const { groups, grouping } = groupSeries(found, dimensionOf(query));
    const more = groups.length > mostGroups;
    const kept = more
      ? keepHeaviest(grouping, await readWeights(client, plan, grouping), mostGroups)
      : grouping;
    const read = (one: ReadingPlan) => readIfAny(client, one, kept, meter);
    return { groups, more, current: await read(plan), previous: before && (await read(before)) };
  });
  const [point, together, past] = [meter.make(), meter.make(), meter.make()];
  const [whole, wholePast] = [meter.make(), meter.make()];
  const seconds = elapsedSeconds(plan.from, plan.to, now);
  const secondsBefore = before === null ? 0 : elapsedSeconds(before.from, before.to, now);
  const cellsOf = Map.groupBy(current, ({ grp }) => grp);
  const pastOf = Map.groupBy(previous ?? [], ({ grp }) => grp);
  const measuredOf = (index: number): Omit<MetricGroup, 'key' | 'labels'> => {
    together.clear();
    past.clear();
    const points = (cellsOf.get(index) ?? []).flatMap((cell) => {
      point.clear();
      point.addCell(cell);
      together.add(point);
      return pointOf(cell, point, plan, now);
    });
    for (const cell of pastOf.get(index) ?? []) past.addCell(cell);
    whole.add(together);
    wholePast.add(past);
    return { ...together.measure(seconds), previous: previous && past.measure(secondsBefore), points };
  };
  const measured = groups.flatMap(({ key, labels }, index): MetricGroup[] =>
    cellsOf.has(index) || pastOf.has(index) ? [{ key, labels, ...measuredOf(index) }] : [],
  );
  if (more) measuredOf(otherGroup);
  return composeReading(plan, {
    total: whole.measure(seconds),
    previous: previous && wholePast.measure(secondsBefore),
    groups: measured,
    more,
  });
}

function readIfAny(
  client: PoolClient,
  plan: ReadingPlan,
  grouping: Grouping,
  meter: MeterKind,
): Promise<Cell[]> | Cell[] {
  return grouping.series.length === 0 ? [] : readCells(client, plan, grouping, meter);
}

function pointOf(cell: Cell, meter: Meter, plan: ReadingPlan, now: Date): MetricGroup['points'] {
  if (cell.at === null) return [];
  const from = cell.at.getTime();
  const measured = meter.measure(elapsedSeconds(from, from + plan.stepSeconds * 1000, now));
  if (measured.count === 0 && !measured.value) return [];
  return [{ at: cell.at.toISOString(), ...measured }];
}

/** The series a query is about. */
export function filterOf(query: MetricQuery, { reach }: Sight) {
  const { environment, endpoint, model, version, arm, configuration, groupBy } = query;
  const traffic = groupBy === 'traffic' ? undefined : query.traffic;
  return { environment, endpoint, model, version, arm, configuration, traffic, reach };
}

function dimensionOf({ groupBy, metric }: MetricQuery) {
  if (groupBy === 'subject')
    throw new AppError(
      'invalid',
      `"${metric}" has no subjects to group by. Group by an endpoint, a version or an arm.`,
    );
  return groupBy;
}
