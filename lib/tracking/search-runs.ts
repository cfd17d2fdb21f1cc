import { assertMay, type Caller } from '../access/index.ts';
import { parseFilter, parseOrder, readPageToken, writePageToken } from '../mlflow/index.ts';
import { presentRuns, type StoredRun } from './present.ts';
import { runDomain } from './run-domain.ts';
import type { Lifecycle } from './schemas.ts';
import { findRunPage } from './search-store.ts';

export interface SearchRuns {
  experimentIds: readonly string[];
  /** In MLflow's filter language. */
  filter: string;
  /** In MLflow's, e.g. `metrics.loss DESC`. The newest run and its id break ties. */
  orderBy: readonly string[];
  lifecycle: Lifecycle | 'all';
  limit: number;
  pageToken: string | undefined;
}

/** A page holds its place while runs are added or change. Throws `invalid` that says what cannot be read. */
export async function searchRuns(
  caller: Caller,
  search: SearchRuns,
): Promise<{ items: StoredRun[]; next: string | null }> {
  assertMay(caller, 'runs.read');
  const { experimentIds, lifecycle, limit, pageToken } = search;
  const clauses = parseFilter(runDomain, search.filter);
  const order = parseOrder(runDomain, search.orderBy);
  const query = { experimentIds, clauses, order, lifecycle };
  const after = pageToken === undefined ? null : readPageToken(query, pageToken);
  const found = await findRunPage({ ...query, limit, after });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await presentRuns(shown.map(({ run }) => run)),
    next: found.length > limit && last ? writePageToken(query, last.position) : null,
  };
}
