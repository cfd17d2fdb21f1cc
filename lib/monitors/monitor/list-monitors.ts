import { assertMay, type Caller, reachOf } from '../../access/index.ts';
import type { ListMonitorsQuery, Monitor } from '../monitor-schemas.ts';
import { ensureDefaults } from './ensure-defaults.ts';
import { withLastRuns } from './get-monitor.ts';
import { findMonitors, monitorsByIds } from './monitor-store.ts';

/** Monitors of the endpoints the caller sees, those that found drift first. */
export async function listMonitors(
  caller: Caller,
  query: ListMonitorsQuery,
): Promise<{ items: Monitor[]; total: number }> {
  assertMay(caller, 'dashboards.read');
  const reach = reachOf(caller, 'dashboards.read');
  if (reach === null) return { items: [], total: 0 };
  await ensureDefaults();
  const { ids, total } = await findMonitors(query, reach);
  return { items: await withLastRuns(await monitorsByIds(ids)), total };
}
