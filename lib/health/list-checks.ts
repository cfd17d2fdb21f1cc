import { assertMay, type Caller, may, mayAt } from '../access/index.ts';
import { listEndpoints } from '../serving/index.ts';
import { countChecks, findChecks, subjectsOf, type Visible } from './check-store.ts';
import { countRunsIn } from './count-runs.ts';
import { incidentsSince, startsOf } from './history-store.ts';
import { visibleCondition } from './places.ts';
import { presentCheck } from './present.ts';
import type { CheckList, ListChecks } from './schemas.ts';
import { barsOf, uptimeOf } from './uptime.ts';

const offered = 20;

/** The checks that the caller may see, with their uptime over a range. */
export async function listChecks(caller: Caller, query: ListChecks): Promise<CheckList> {
  assertMay(caller, 'dashboards.read');
  const visible: Visible = (bind) => visibleCondition(caller, bind);
  const [rows, counts, starts, unwatched] = await Promise.all([
    findChecks(visible, query),
    countChecks(visible, query),
    startsOf(query.range, query.timeZone),
    unwatchedEndpoints(caller),
  ]);
  const ids = rows.map(({ id }) => id);
  const [runs, incidents] = await Promise.all([
    countRunsIn(ids, starts),
    incidentsSince(ids, starts[0] ?? new Date()),
  ]);
  const { up = 0, down = 0, unknown = 0 } = counts;
  return {
    items: rows.map((row) => {
      const own = incidents.filter(({ checkId }) => checkId === row.id);
      const bars = barsOf(starts, runs.get(row.id) ?? new Map(), own);
      return { ...presentCheck(row), bars, uptime: uptimeOf(bars) };
    }),
    total: query.state === undefined ? up + down + unknown : (counts[query.state] ?? 0),
    counts: { up, down, unknown },
    unwatched,
  };
}

async function unwatchedEndpoints(caller: Caller): Promise<string[]> {
  if (!may(caller, 'health.write') || !may(caller, 'endpoints.read')) return [];
  const [endpoints, watched] = await Promise.all([listEndpoints(caller), subjectsOf('question')]);
  const asked = new Set(watched);
  return endpoints
    .filter((endpoint) => !asked.has(endpoint.name))
    .filter((endpoint) => mayAt(caller, 'health.write', { kind: 'endpoint', ...endpoint }))
    .map(({ name }) => name)
    .slice(0, offered);
}
