import type { PoolClient } from 'pg';
import { findRows, putRows } from './level-store.ts';
import { floorTo, keptSince, type LevelSeconds, levels } from './levels.ts';
import { mergeMeasures, type RollupRow } from './rollup-row.ts';

/** Rows of JSON that one statement takes; keeps messages within some megabytes. */
const rowsAtOnce = 2000;

/** Adds minutes to every level that still keeps them. The caller holds the lock. */
export async function addToLevels(
  client: PoolClient,
  minutes: readonly RollupRow[],
  now: Date,
): Promise<void> {
  let parts = minutes;
  for (const level of levels) {
    parts = byPeriod(parts, level.seconds);
    const since = keptSince(level, now);
    const kept = parts.filter(({ start }) => start >= since);
    for (let first = 0; first < kept.length; first += rowsAtOnce) {
      await addTo(client, level.seconds, kept.slice(first, first + rowsAtOnce));
    }
  }
}

/** One row for each period and series. */
function byPeriod(rows: readonly RollupRow[], seconds: LevelSeconds): RollupRow[] {
  const groups = Map.groupBy(rows, ({ start, series }) => `${floorTo(start.getTime(), seconds)} ${series}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const start = new Date(floorTo(first.start.getTime(), seconds));
    return [{ ...mergeMeasures(group), start, series: first.series }];
  });
}

async function addTo(client: PoolClient, level: LevelSeconds, rows: readonly RollupRow[]): Promise<void> {
  const key = ({ start, series }: RollupRow) => `${start.getTime()} ${series}`;
  const found = new Map((await findRows(client, level, rows)).map((row) => [key(row), row]));
  const merged = rows.map((row) => {
    const before = found.get(key(row));
    return before === undefined
      ? row
      : { ...mergeMeasures([before, row]), start: row.start, series: row.series };
  });
  await putRows(client, level, merged);
}
