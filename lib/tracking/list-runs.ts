import type { Caller } from '../access/index.ts';
import { getExperiment } from './get-experiment.ts';
import type { RunPage, RunPageQuery } from './schemas.ts';
import { searchRuns } from './search-runs.ts';

/** One page of an experiment's runs. Throws `not_found`, or `invalid` for a filter that cannot be read. */
export async function listRuns(caller: Caller, experimentId: string, query: RunPageQuery): Promise<RunPage> {
  const { id } = await getExperiment(caller, { id: experimentId });
  return searchRuns(caller, {
    experimentIds: [id],
    filter: filterOf(query.q.trim()),
    orderBy: query.orderBy.trim() === '' ? [] : [query.orderBy],
    lifecycle: query.lifecycle,
    limit: query.limit,
    pageToken: query.cursor,
  });
}

/** Words without a comparison look for a name. */
function filterOf(q: string): string {
  if (q === '' || /[=<>]|\bi?like\s*['"]|\bin\s*\(/i.test(q)) return q;
  return `attributes.run_name ILIKE '%${q.replaceAll("'", "''")}%'`;
}
