import type { PoolClient } from 'pg';
import { addFeedback } from '../count-feedback.ts';
import { addToLevels } from './add-to-levels.ts';
import { Additions } from './additions.ts';
import { takeRows, withLevelsLocked } from './level-store.ts';
import { keptSince, levels } from './levels.ts';
import { takeLiveBetween } from './live-store.ts';
import { loggedFeedback, loggedRequests } from './log-store.ts';
import { noCounts } from './measures.ts';
import { noTallies, type RollupRow } from './rollup-row.ts';

const dayMs = 86_400_000;
/** Minutes of series that are gathered before they are added; keeps memory, and the work of the garbage collector, small. */
const gathered = 10_000;

export interface RebuiltDay {
  day: Date;
  /** Requests the rollups counted before, and count now. */
  before: number;
  now: number;
  /** The log holds fewer than were counted, and nothing was changed. */
  refused: boolean;
}

/** The log holds less than the rollups: what was purged is counted in them alone. */
class FewerInLog extends Error {
  readonly now: number;
  constructor(now: number) {
    super('The log holds fewer requests than the rollups count.');
    this.now = now;
  }
}

/**
 * Counts one day (UTC) anew from the log, in one transaction of one snapshot: what the snapshot sees of the rollups is replaced
 * by what it sees of the log, and what commits meanwhile stays as the delta it is. How many units came for the first time is
 * taken over from before, because the log does not tell. When the log holds fewer requests than were counted, as after a
 * purge, nothing changes unless `shrink` is set.
 */
export async function rebuildDay(day: Date, { shrink }: { shrink: boolean }): Promise<RebuiltDay> {
  const to = new Date(day.getTime() + dayMs);
  let before = 0;
  try {
    const now = await withLevelsLocked(async (client) => {
      const old = await takeAll(client, day, to);
      before = old.reduce((sum, { counts }) => sum + counts.requests, 0);
      await addToLevels(client, old.filter(({ counts }) => counts.units > 0).map(unitsOnly), new Date());
      const counted = await addFromLog(client, day, to);
      if (counted < before && !shrink) throw new FewerInLog(counted);
      return counted;
    });
    return { day, before, now, refused: false };
  } catch (error) {
    if (error instanceof FewerInLog) return { day, before, now: error.now, refused: true };
    throw error;
  }
}

/** Everything the rollups hold of a time, once: each level holds all, so the finest that is kept says it. */
async function takeAll(client: PoolClient, from: Date, to: Date): Promise<RollupRow[]> {
  const live = await takeLiveBetween(client, from, to);
  const now = new Date();
  let finest: RollupRow[] = [];
  for (const level of levels.toReversed()) {
    const rows = await takeRows(client, level.seconds, from, to);
    if (keptSince(level, now) <= from) finest = rows;
  }
  return [...finest, ...live];
}

function unitsOnly({ start, series, counts }: RollupRow): RollupRow {
  return {
    start,
    series,
    counts: { ...noCounts(), units: counts.units },
    tallies: noTallies(),
    sketches: null,
  };
}

/** Answers how many requests there are. */
async function addFromLog(client: PoolClient, from: Date, to: Date): Promise<number> {
  let requests = 0;
  let additions = new Additions();
  for (const rating of await loggedFeedback(client, from, to)) addFeedback(additions, rating, rating, 1);
  for await (const batch of loggedRequests(client, from, to)) {
    for (const request of batch) additions.add(request);
    requests += batch.length;
    if (additions.size < gathered) continue;
    await addToLevels(client, await additions.rows(), new Date());
    additions = new Additions();
  }
  await addToLevels(client, await additions.rows(), new Date());
  return requests;
}
