import { countRuns } from './history-store.ts';
import type { CountedRuns } from './uptime.ts';

type Runs = ReadonlyMap<number, CountedRuns>;

/** Runs are written when they end, a minute after their time at most: what lies before the last two pieces stays. */
const livePieces = 2;
/** Ranges and time zones that are asked for at the same time. */
const mostKept = 60;
const kept = new Map<string, Map<string, Runs>>();

/**
 * Runs of each check in each piece, by number of the piece from 0. What cannot change any more is kept in memory, so that
 * ninety days are counted once and not at every look.
 */
export async function countRunsIn(
  checkIds: readonly string[],
  starts: readonly Date[],
): Promise<Map<string, Runs>> {
  const settled = starts.slice(0, -livePieces);
  const live = starts.slice(-livePieces - 1);
  const offset = settled.length - 1;
  const [before, now] = await Promise.all([settledRuns(checkIds, settled), countRuns(checkIds, live)]);
  return new Map(
    checkIds.map((id) => {
      const runs = new Map(before.get(id));
      for (const [piece, counted] of now.get(id) ?? []) runs.set(piece + offset, counted);
      return [id, runs];
    }),
  );
}

async function settledRuns(
  checkIds: readonly string[],
  starts: readonly Date[],
): Promise<ReadonlyMap<string, Runs>> {
  const key = `${starts[0]?.getTime()}/${starts.length}/${starts.at(-1)?.getTime()}`;
  const known = kept.get(key) ?? new Map<string, Runs>();
  const missing = checkIds.filter((id) => !known.has(id));
  if (missing.length > 0) {
    const counted = await countRuns(missing, starts);
    for (const id of missing) known.set(id, counted.get(id) ?? new Map());
  }
  kept.set(key, known);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return known;
}
