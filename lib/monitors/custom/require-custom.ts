import { assertMay, assertMayAt, type Caller, mayAt } from '../../access/index.ts';
import { notFound } from '../../platform/errors.ts';
import { environmentOf } from '../monitor/monitor-store.ts';
import { type CustomMetricRow, findMetric } from './custom-store.ts';

/** Throws `not_found` when the caller does not see its endpoint, `forbidden` when they see it and may not change it. */
export async function requireCustom(caller: Caller, id: string): Promise<CustomMetricRow> {
  assertMay(caller, 'monitors.write');
  const row = await findMetric(id);
  if (row === null) throw notFound('This custom metric');
  const environment = await environmentOf(row.endpointName);
  const place = { kind: 'endpoint', name: row.endpointName, environment } as const;
  if (!mayAt(caller, 'dashboards.read', place)) throw notFound('This custom metric');
  assertMayAt(caller, 'monitors.write', place);
  return row;
}
