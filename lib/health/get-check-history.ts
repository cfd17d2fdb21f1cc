import { assertMay, type Caller } from '../access/index.ts';
import { notFound } from '../platform/errors.ts';
import { findCheck, type ShownCheck } from './check-store.ts';
import { countRunsIn } from './count-runs.ts';
import { incidentsSince, latestResults, startsOf } from './history-store.ts';
import { visibleCondition } from './places.ts';
import { presentCheck, presentIncident, presentResult } from './present.ts';
import {
  type Check,
  type CheckHistory,
  type HistoryQuery,
  type UptimeRange,
  uptimeRanges,
} from './schemas.ts';
import { barsOf, uptimeOf } from './uptime.ts';

const shown = 50;
const incidentDays = 400;

/** Throws `not_found` also for a check that the caller may not see. */
export async function requireVisibleCheck(caller: Caller, id: string): Promise<ShownCheck> {
  assertMay(caller, 'dashboards.read');
  const row = await findCheck((bind) => visibleCondition(caller, bind), id);
  if (row === null) throw notFound('This check');
  return row;
}

/** A check as it stands now, for whoever has just changed it. Throws `not_found`. */
export async function changedCheck(id: string): Promise<Check> {
  const row = await findCheck(() => 'true', id);
  if (row === null) throw notFound('This check');
  return presentCheck(row);
}

/** How a check went: bars, uptime of every range, incidents and the latest runs. Throws `not_found`. */
export async function getCheckHistory(
  caller: Caller,
  id: string,
  { range, timeZone }: HistoryQuery,
): Promise<CheckHistory> {
  const row = await requireVisibleCheck(caller, id);
  const since = new Date(Date.now() - incidentDays * 24 * 3_600_000);
  const [starts, incidents, results, ...uptimes] = await Promise.all([
    startsOf(range, timeZone),
    incidentsSince([id], since, shown),
    latestResults(id, shown),
    ...uptimeRanges.map((one) => uptimeOver(id, one, timeZone)),
  ]);
  const runs = await countRunsIn([id], starts);
  return {
    check: presentCheck(row),
    bars: barsOf(starts, runs.get(id) ?? new Map(), incidents),
    uptime: Object.fromEntries(uptimes) as Record<UptimeRange, number | null>,
    incidents: incidents.map(presentIncident),
    results: results.map(presentResult),
  };
}

async function uptimeOver(
  id: string,
  range: UptimeRange,
  timeZone: string,
): Promise<[UptimeRange, number | null]> {
  const starts = await startsOf(range, timeZone);
  const runs = await countRunsIn([id], starts);
  return [range, uptimeOf([...(runs.get(id)?.values() ?? [])])];
}
