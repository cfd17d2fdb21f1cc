/** Readings of counts, ratios and distributions. */
import type { PoolClient } from 'pg';
import { AppError } from '../platform/errors.ts';
import { composeReading, mostGroups } from './compose-reading.ts';
import { figureOf, formulaOf, rateOf } from './measured.ts';
import type { Measured, MetricGroup, MetricQuery, MetricReading } from './metric-schemas.ts';
import { elapsedSeconds, rangeBefore, readingRange } from './reading-range.ts';
import { groupSeries, keepHeaviest } from './rollups/group-series.ts';
import { planReading, type ReadingPlan } from './rollups/levels.ts';
import { type CounterName, type DistributionName, distributionNames } from './rollups/measures.ts';
import { addSlices } from './rollups/packed-sketches.ts';
import {
  type Cell,
  findSeries,
  type Grouping,
  inSnapshot,
  readCells,
  readWeights,
} from './rollups/read-store.ts';
import { SketchBuffer } from './rollups/sketch-buffer.ts';
import type { Sight } from './sight.ts';

/** Adds cells up and says what they measure. */
interface Meter {
  readonly counters: readonly CounterName[];
  readonly distributions: readonly DistributionName[];
  /** What one cell, or several together, measure over so many seconds. */
  measure(cells: readonly Cell[], seconds: number): Measured;
}

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
  const seconds = elapsedSeconds(plan.from, plan.to, now);
  const past = previous && Map.groupBy(previous, ({ grp }) => grp);
  const secondsBefore = before === null ? 0 : elapsedSeconds(before.from, before.to, now);
  const present = Map.groupBy(current, ({ grp }) => grp);
  const measured = groups.flatMap(({ key, labels }, index): MetricGroup[] => {
    const cells = present.get(index) ?? [];
    const cellsBefore = past?.get(index) ?? [];
    if (cells.length === 0 && cellsBefore.length === 0) return [];
    return [
      {
        key,
        labels,
        ...meter.measure(cells, seconds),
        previous: past && meter.measure(cellsBefore, secondsBefore),
        points: pointsOf(cells, plan, meter, now),
      },
    ];
  });
  return composeReading(plan, {
    total: meter.measure(current, seconds),
    previous: previous && meter.measure(previous, secondsBefore),
    groups: measured,
    more,
  });
}

function readIfAny(
  client: PoolClient,
  plan: ReadingPlan,
  grouping: Grouping,
  meter: Meter,
): Promise<Cell[]> | Cell[] {
  return grouping.series.length === 0 ? [] : readCells(client, plan, grouping, meter);
}

function pointsOf(cells: readonly Cell[], plan: ReadingPlan, meter: Meter, now: Date): MetricGroup['points'] {
  return cells.flatMap((cell) => {
    if (cell.at === null) return [];
    const from = cell.at.getTime();
    const measured = meter.measure([cell], elapsedSeconds(from, from + plan.stepSeconds * 1000, now));
    if (measured.count === 0 && !measured.value) return [];
    return [{ at: cell.at.toISOString(), ...measured }];
  });
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

function meterOf(query: MetricQuery): Meter {
  const formula = formulaOf(query.metric);
  if (formula !== null) {
    const rate = query.aggregation === 'rate';
    return {
      counters: formula.needs,
      distributions: [],
      measure(cells, seconds) {
        const counted = (name: CounterName) =>
          cells.reduce((sum, { counters }) => sum + Number(counters[name] ?? 0), 0);
        const measured = formula.measure(counted);
        return rate ? rateOf(measured, seconds) : measured;
      },
    };
  }
  const name = distributionNames.find((one) => one === query.metric);
  if (name === undefined) throw new RangeError(`no formula of "${query.metric}"`);
  return distributionMeter(name, query);
}

const buffer = new SketchBuffer();

function distributionMeter(name: DistributionName, query: MetricQuery): Meter {
  return {
    counters: [],
    distributions: [name],
    measure(cells) {
      buffer.clear();
      for (const { sketches } of cells) {
        const slices = sketches[name];
        if (slices) addSlices(slices, buffer);
      }
      return figureOf(buffer, name, query.aggregation, query.threshold);
    },
  };
}
