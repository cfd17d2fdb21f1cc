import { assertMay, assertMayAt, type Caller, mayAt } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import { environmentOf, findMonitor, type MonitorRow } from './monitor-store.ts';

/** Throws `not_found` when the caller does not see its endpoint, `forbidden` when they see it and may not do this. */
export async function requireMonitor(
  caller: Caller,
  id: string,
  permission: 'dashboards.read' | 'monitors.write',
): Promise<MonitorRow & { environment: string | null }> {
  assertMay(caller, permission);
  const row = await findMonitor(id);
  if (row === null) throw notFound('This monitor');
  const environment = await environmentOf(row.endpointName);
  const place = { kind: 'endpoint', name: row.endpointName, environment } as const;
  if (!mayAt(caller, 'dashboards.read', place)) throw notFound('This monitor');
  assertMayAt(caller, permission, place);
  return { ...row, environment };
}
