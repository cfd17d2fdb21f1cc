/** Readings of counts by kind. */
import { composeReading, mostGroups } from './compose-reading.ts';
import { rateOf } from './measured.ts';
import type { Measured, MetricGroup, MetricQuery, MetricReading } from './metric-schemas.ts';
import { filterOf } from './read-rolled-up.ts';
import { elapsedSeconds, rangeBefore, readingRange } from './reading-range.ts';
import { groupSeries, keepHeaviest, type SeriesGroup } from './rollups/group-series.ts';
import { planReading } from './rollups/levels.ts';
import { tallyNames } from './rollups/measures.ts';
import { findSeries, inSnapshot, readTallies, readWeights, type TallyCell } from './rollups/read-store.ts';
import type { Sight } from './sight.ts';

export async function readTallyMetric(query: MetricQuery, sight: Sight, now: Date): Promise<MetricReading> {
  const tally = tallyNames.find((name) => name === query.metric);
  if (tally === undefined) throw new RangeError(`no tally "${query.metric}"`);
  const plan = planReading(readingRange(query), now);
  const before = query.compare === undefined ? null : planReading(rangeBefore(plan), now);
  const bySubject = query.groupBy === 'subject';
  const { groups, current, previous, more } = await inSnapshot(async (client) => {
    const found = await findSeries(client, filterOf(query, sight));
    const { groups, grouping } = groupSeries(found, query.groupBy === 'subject' ? undefined : query.groupBy);
    const more = groups.length > mostGroups;
    const kept = more
      ? keepHeaviest(grouping, await readWeights(client, plan, grouping), mostGroups)
      : grouping;
    const current = await readTallies(client, plan, kept, tally);
    const previous = before && (await readTallies(client, before, kept, tally));
    return { groups, more, current, previous };
  });
  const seconds = elapsedSeconds(plan.from, plan.to, now);
  const secondsBefore = before === null ? 0 : elapsedSeconds(before.from, before.to, now);
  const measure = (cells: readonly TallyCell[], all: readonly TallyCell[], time: number) =>
    measured(
      cells.filter(({ kind }) => query.subject === undefined || kind === query.subject),
      all,
      query,
      time,
    );
  const nameOf = ({ grp, kind }: TallyCell) => (bySubject ? kind : (groups[grp]?.key ?? ''));
  const present = Map.groupBy(current, nameOf);
  const past = previous && Map.groupBy(previous, nameOf);
  const names = new Map<string, SeriesGroup>();
  for (const cell of [...current, ...(previous ?? [])]) {
    const group = bySubject ? { key: cell.kind, labels: { subject: cell.kind } } : groups[cell.grp];
    const wanted = query.subject === undefined || query.subject === cell.kind;
    if (group !== undefined && wanted) names.set(group.key, group);
  }
  const whole = Map.groupBy(current, ({ at }) => at?.getTime() ?? null);
  const groupOf = ({ key, labels }: SeriesGroup): MetricGroup => {
    const cells = present.get(key) ?? [];
    const cellsBefore = past?.get(key) ?? [];
    const steps = Map.groupBy(cells, ({ at }) => at?.getTime() ?? null);
    const points = [...steps].flatMap(([at, inStep]) => {
      if (at === null) return [];
      const time = elapsedSeconds(at, at + plan.stepSeconds * 1000, now);
      // A share is of what the group counted, or of everything when the groups are the kinds themselves.
      const point = measure(inStep, bySubject ? (whole.get(at) ?? []) : inStep, time);
      return point.count === 0 ? [] : [{ at: new Date(at).toISOString(), ...point }];
    });
    return {
      key,
      labels,
      ...measure(cells, bySubject ? current : cells, seconds),
      previous: past && measure(cellsBefore, bySubject ? (previous ?? []) : cellsBefore, secondsBefore),
      points: points.sort((a, b) => (a.at < b.at ? -1 : 1)),
    };
  };
  return composeReading(plan, {
    total: measure(current, current, seconds),
    previous: previous && measure(previous, previous, secondsBefore),
    groups: [...names.values()].map(groupOf),
    more,
  });
}

function sumOf(cells: readonly TallyCell[]): number {
  return cells.reduce((sum, { count }) => sum + Number(count), 0);
}

function measured(
  cells: readonly TallyCell[],
  all: readonly TallyCell[],
  { aggregation }: MetricQuery,
  seconds: number,
): Measured {
  const [count, whole] = [sumOf(cells), sumOf(all)];
  if (aggregation === 'share') return { value: whole > 0 ? count / whole : null, count };
  return aggregation === 'rate' ? rateOf({ value: count, count }, seconds) : { value: count, count };
}
