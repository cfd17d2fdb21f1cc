import { assertMay, type Caller, reachOf } from '../access/index.ts';
import type { Alert, AlertCount, AlertList, ListAlertsQuery } from './alert-schemas.ts';
import { countOpen, findAlerts, silencesNow } from './alert-store.ts';
import { presentAlert } from './present-alert.ts';

/** Alerts where the caller may look: what is open first, the most severe of it, then the newest. */
export async function listAlerts(caller: Caller, query: ListAlertsQuery): Promise<AlertList> {
  assertMay(caller, 'dashboards.read');
  const [{ rows, total }, silences] = await Promise.all([
    findAlerts(query, reachOf(caller, 'dashboards.read')),
    silencesNow(),
  ]);
  return { items: rows.map((row) => presentAlert(row, silences)), total };
}

/** How many are open where the caller may look. */
export async function countAlerts(caller: Caller): Promise<AlertCount> {
  assertMay(caller, 'dashboards.read');
  return countOpen(reachOf(caller, 'dashboards.read'));
}

const most = 200;

/** What is open where the caller may look, most severe first, at most 200; for other rooms' screens. */
export async function activeAlerts(caller: Caller, where: { endpoint?: string } = {}): Promise<Alert[]> {
  const { items } = await listAlerts(caller, { ...where, state: 'open', page: 1, pageSize: most });
  return items;
}

export interface AlertsBetween {
  /** ISO 8601. */
  from: string;
  to: string;
  endpoint?: string | undefined;
}

/** What was open at any time between two moments, at most 200, for marks on charts. */
export async function alertsBetween(caller: Caller, { from, to, endpoint }: AlertsBetween): Promise<Alert[]> {
  const where = { from, to, ...(endpoint !== undefined && { endpoint }) };
  const { items } = await listAlerts(caller, { ...where, state: 'all', page: 1, pageSize: most });
  return items;
}
