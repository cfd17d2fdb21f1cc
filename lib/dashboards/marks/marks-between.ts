import { assertMayAt, type Caller, reachOf, systemCaller } from '../../access/index.ts';
import { AppError } from '../../platform/errors.ts';
import { inTurns } from '../../platform/in-turns.ts';
import { getEndpoint } from '../../serving/index.ts';
import type { EndpointDetail } from '../../serving/schemas.ts';
import { keepReadings, rangeKey } from '../overview/keep-readings.ts';
import { reachedEndpoints } from '../overview/overview-store.ts';
import { alertMarks } from '../overview/troubles.ts';
import type { ChartMark, OverviewQuery } from '../overview-schemas.ts';
import { configMarks } from './config-marks.ts';

/** Endpoints whose histories are read when none is named; the rest is told as `more`. */
const mostEndpoints = 12;
const mostMarks = 200;
/** Of all requests of this process together. */
const turn = inTurns(3);

/**
 * What changed what is served, and what went wrong, between two moments: versions, splits, roll-backs, alerts. In time. Whoever
 * sees an endpoint's charts sees its marks; the history itself needs more. Shared as the overview is: histories are long.
 */
export const marksBetween = keepReadings(composeMarks, rangeKey);

async function composeMarks(
  caller: Caller,
  { endpoint, environment, from, to }: OverviewQuery,
): Promise<{ items: ChartMark[]; more: boolean }> {
  const reach = reachOf(caller, 'dashboards.read');
  const endpoints = await reachedEndpoints({ reach, endpoint, environment }, mostEndpoints + 1);
  if (endpoint !== undefined && endpoints.length === 0) {
    assertMayAt(caller, 'dashboards.read', { kind: 'endpoint', name: endpoint, environment: null });
  }
  const looked = endpoints.slice(0, mostEndpoints);
  const [histories, alerts] = await Promise.all([
    Promise.all(looked.map(({ name }) => turn(() => historyOf(name)))),
    alertMarks(caller, { endpoint, endpoints: new Set(endpoints.map(({ name }) => name)) }, { from, to }),
  ]);
  const within = ({ at }: ChartMark) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to);
  const all = [
    ...histories.flatMap((one) => (one === null ? [] : configMarks(one, endpoint === undefined))),
    ...alerts,
  ]
    .filter(within)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    items: all.slice(-mostMarks),
    more: endpoints.length > mostEndpoints || all.length > mostMarks,
  };
}

/** Null when the endpoint was deleted meanwhile. */
async function historyOf(name: string): Promise<EndpointDetail | null> {
  try {
    return await getEndpoint(systemCaller('marks'), name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
