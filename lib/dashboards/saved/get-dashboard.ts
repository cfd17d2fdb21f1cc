import { assertMay, type Caller, userIdOf } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import { presentDashboard } from './present.ts';
import { findVisible, namesOf } from './saved-store.ts';
import type { Dashboard } from './schemas.ts';

/** Throws `not_found` for what is somebody else's and not shared, as for what is not there. */
export async function getDashboard(caller: Caller, id: string): Promise<Dashboard> {
  assertMay(caller, 'dashboards.read');
  const row = await findVisible(id, userIdOf(caller));
  if (row === null) throw notFound('This dashboard');
  return presentDashboard(caller, row, await namesOf(row.ownerId === null ? [] : [row.ownerId]));
}
