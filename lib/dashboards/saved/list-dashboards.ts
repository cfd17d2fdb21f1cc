import { assertMay, type Caller, userIdOf } from '../../access/index.ts';
import { presentSummary } from './present.ts';
import { namesOf, pageOfDashboards } from './saved-store.ts';
import type { DashboardList, DashboardListQuery } from './schemas.ts';

/** The caller's own dashboards and those that are shared. */
export async function listDashboards(caller: Caller, query: DashboardListQuery): Promise<DashboardList> {
  assertMay(caller, 'dashboards.read');
  const { rows, total } = await pageOfDashboards(query, userIdOf(caller));
  const names = await namesOf(rows.flatMap(({ ownerId }) => ownerId ?? []));
  return { items: rows.map((row) => presentSummary(caller, row, names)), total };
}
